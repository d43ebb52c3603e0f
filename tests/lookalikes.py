"""Random text in which no document number stands, made of all that looks like one: dates, plates, standards, contracts, prose."""

from __future__ import annotations

import random
from collections.abc import Callable

CAPITALS = "ABCDĐEGHIKLMNPQRSTUVXYZ"
STREETS = ("Lê Lợi", "Trần Hưng Đạo", "Nguyễn Trãi", "Quang Trung", "Cách mạng Tháng Tám", "3/2")
FIRMS = ("VNM", "FPT", "Viettel", "HP", "CTCP Sông Đà", "TNHH MTV An Phú", "XD", "VNPT-IT", "PVN", "EVN")
WORDS = (
    "các chi bộ tổ chức sinh hoạt định kỳ, đánh giá đúng tình hình tư tưởng của cán bộ, đảng viên; việc học tập nghị quyết có nơi còn hình thức, chỉ thị của cấp trên "
    "chậm được cụ thể hóa thành kế hoạch; kết luận của hội nghị được thông báo đến từng thôn, bản, tổ dân phố và hộ gia đình chính sách; quyết định khen thưởng đúng người, "
    "đúng việc; tập thể thường trực chỉ đạo quyết liệt, hướng dẫn kịp thời, báo cáo trung thực và tờ trình đủ căn cứ; quy định nêu gương được thực hiện từ trên xuống dưới"
).split()


def _n(rng: random.Random, low: int, high: int) -> int:
    return rng.randint(low, high)


BODIES = {"CP", "UB", "QH", "TW", "TU", "HU", "QU", "ĐU", "CB", "ĐH", "ĐĐ"}
"""Real codes of bodies; with one of them `CT604/UB` is no look-alike."""


def _caps(rng: random.Random, low: int, high: int) -> str:
    made = "".join(rng.choice(CAPITALS) for _ in range(rng.randint(low, high)))
    return "XY" if made in BODIES else made


def _pick(*templates: str) -> Callable[[random.Random], str]:
    """Fill one of some templates: `{d}` a day, `{m}` a month, `{y}` a year, `{s} {t} {u} {w}` figures of 1 to 4 digits, `{A} {B}` capitals."""

    def make(rng: random.Random) -> str:
        return rng.choice(templates).format(
            d=f"{_n(rng, 1, 31):02}", e=_n(rng, 1, 31), m=f"{_n(rng, 1, 12):02}", y=_n(rng, 1945, 2035), z=_n(rng, 1945, 2035),
            s=_n(rng, 1, 9), t=_n(rng, 10, 99), u=_n(rng, 100, 999), v=_n(rng, 100, 999), w=_n(rng, 1000, 9999), x=f"{_n(rng, 0, 999):03}",
            A=rng.choice(CAPITALS), B=_caps(rng, 2, 2), C=_caps(rng, 2, 4), F=rng.choice(FIRMS), S=rng.choice(STREETS),
        )  # fmt: skip

    return make


KINDS: dict[str, Callable[[random.Random], str]] = {
    "dates": _pick("ngày {e}/{m}/{y}", "từ {d}-{m}-{y} đến {d}/{m}/{z}", "sáng {e}/{m}", "quý {s}/{y}", "tháng {m}-{y}", "lúc {t}h{t} ngày {d}.{m}.{y}", "kỷ niệm 3/2, 19/5 và 2/9", "năm học {y}-{z}", "nhiệm kỳ {y} - {z}", "giai đoạn {y}–{z}", "số: {d}/{m}/{y}"),
    "ratios": _pick("{t}/{u} chỉ tiêu", "{s}/{s} hộ", "đạt {t},{s}%/năm", "{u} người/km2", "tỷ lệ {s}/{t}", "{t}/{t} xã, phường", "trực 24/24, 24/7", "số phiếu {t}/{t}", "{t}/{t} ĐBQH", "{t}/{t} UVBCH có mặt", "{t}/{t} TCCSĐ"),
    "telephones": _pick("điện thoại 0{t}.{w}.{u}", "số máy 09{t}-{u}-{v}", "fax 024/{w}-{w}", "ĐT: (0206) {u} {w}", "hotline 1900-{w}", "số {w}/{w}", "+84-{t}-{u}-{w}"),
    "plates": _pick("xe {t}A-{u}.{t}", "biển số {t}C-{w}", "mô tô {t}{A}{s}-{w}", "xe số {t}{A}-{u}.{t}", "tàu cá {B}-{w}-TS", "tàu CT{u}/{B}", "tàu NQ{u}/{B}", "toa số {t}/SE{s}", "xe {t}LD-{u}.{t}", "xe quân sự {B}-{t}-{t}"),
    "standards": _pick("TCVN {w}:{y}", "QCVN {t}:{y}/BTTTT", "TCVN ISO {w}:{y}", "TCVN ISO/IEC {w}-{s}:{y}", "QCVN {t}-{s}:{y}/BYT", "TCXDVN {u}:{y}", "ISO {w}/IEC {w}", "TCCS {t}:{y}/{C}", "22TCN {u}-{t}", "QCVN {t}-MT:{y}/BTNMT", "TCVN {w}-{s}:{y}", "QCĐP {t}:{y}/HN", "TCN {t}-{u}-{y}"),
    "pages": _pick("trang {s}/{t}", "tr. {t}-{t}", "trang {t}-{u} Văn kiện Đại hội XIII", "tập {s}, tr.{u}", "Nxb. CTQG-ST, H.{y}, t.{s}, tr.{t}", "biểu số {s}-{A}", "mẫu {s}{A}-HSB", "Mẫu số {t}/ĐV", "phụ lục {s}/PL", "Mẫu {s}-KNĐ"),
    "prices": _pick("{t}.000đ/kg", "{u}.000 đồng/m2", "{w}đ/kWh", "{t} triệu đồng/ha", "{u} USD/tấn", "giá {t}.500 đ/lít", "{s},{t} tỷ VNĐ", "{u}K/suất", "{u} VNĐ/GB", "{t} USD/MT"),
    "counts": _pick("{u} nghị quyết, {t} chỉ thị", "{t} QĐ kỷ luật", "{t} CB, {u} ĐV", "{u} CBCCVC", "ban hành {t} NQ, {s} KL và {u} TB", "{t} TTHC/{u} hồ sơ", "{t} BC, {s} TTr", "cả {t} ĐU cơ sở", "{t} CT MTQG", "{t} QĐ/{u} hồ sơ"),
    "addresses": _pick("số {t}/{s} đường {S}", "số {u} {S}", "phòng {u}-{A}", "nhà {t}-{B}{s}, khu {A}", "lô {t}/{B}", "số {t}/{A} tổ {s}", "Km{t}+{u}", "tầng {s}-CT{s}", "căn hộ {u}-{C}", "ngõ {t}/{u}/{s} {S}", "số {t}-{t} {S}", "số {u}/{t}{A} {S}", "tòa nhà {t}T-NO{s}", "lô số {t}-KCN {C}", "nhà số {t}/KDC {s}"),
    "contracts": _pick("hợp đồng số {t}/{y}/HĐKT-{C}", "hợp đồng số {u}/HĐMB", "HĐ {t}-{y}/{F}", "hợp đồng lao động số {t}/HĐLĐ", "hóa đơn số {w}{w}, ký hiệu {B}/{t}E", "hóa đơn {s}C{t}T{B}", "tài khoản {w}.0.{w}", "số tài khoản {w}-{w}-{u}", "mã số thuế {w}{w}{t}-{x}", "gói thầu số {t}-XL", "gói thầu {s}-CP", "gói thầu XL-{t}", "mã dự án {w}{u}-VN", "phiếu chi số {u}/PC", "số vận đơn {B}{w}{w}", "số {t}/{y}/{F}", "hợp đồng số {t}/HĐTC", "số lô {t}/{C}", "số đăng ký VD-{w}-{t}"),
    "addresses of the net": _pick("vp_{s}@tinh.gov.vn", "https://vbpl.vn/ds-{u}-qd-tw-{w}.html", "www.tinh.vn/van-ban/{t}-nq-tw?id={u}", "https://a.vn/tai-lieu/{y}/{m}/{t}-kh-ubnd.pdf", "tệp {t}-bc-tu.docx", "ke-hoach-{t}-kh-tu.pdf", "http://b.gov.vn/{t}/QD/{u}", "ct-tw{t}@mail.vn", "tải tại a.vn/{t}_KH_UBND", "#nq{t}tw"),
    "models": _pick("máy in HP-{w}", "Airbus A{u}", "vắc-xin COVID-19 đợt {s}/{y}", "ti vi {t}-inch", "súng AK-{t}", "tên lửa S-{u}", "Su-{t}MK2", "máy {t}-BCTU", "mạng 4G/5G", "chip i{s}-{w}U", "trạm BTS {u}/{B}", "máy CT-{t}", "F-{t}, MiG-{t}", "dòng {t}KVA", "cáp {s}x{t}-XLPE", "quân khu {s}, sư đoàn {u}", "xã {A}{s}-TH", "camera {t}-IP/PoE", "bệnh viện {u}/{B}", "T-{t}/KT", "đội {t}-CTCP và tổ {s}-TH", "mặt bằng TT{u}/{B}"),
    "chemical names": _pick("CH3COOH", "H2SO{s}/HNO3", "2,4-D", "2,4,5-T", "NPK {t}-{t}-{s}", "vitamin B{t}", "PM{s}.5", "Omega-3-6-9", "ure 46-N", "1-MCP", "clo-{s}-HCl", "{s}-HT", "{t}Cr-NiTi", "DDT/BHC", "{s}-BA"),
    "ranges": _pick("từ {s}-{t}%", "{t} - {t} độ", "cấp {s}/{s}", "{u}-{u} mm", "A1-A{t}", "loại I-II", "{s}-{s} lần/tuần", "khối {t}-{A}{s}", "hạng {s}-{A}", "lớp {t}A{s}-THPT", "{t} tuổi - {t} tuổi", "nhóm {s}-TK/CN"),
    "scores": _pick("thắng {s}-{s}", "tỷ số {s}/{s}", "{t}/100 điểm", "xếp thứ {s}/{t}", "hạng {t}/63", "PCI {t},{s}/{t}", "HCV/{t} HC", "AFC-{y}", "U{t}/VN", "SEA Games {t}-VN"),
    "small letters": _pick(
        "{t}-kg/ha",
        "{s}/kh-sx",
        "{t}-ct/vòng",
        "tổ {s}-tb/ca",
        "{t}-cv/giờ",
        "{u}-bc/lần",
        "{t}/hd-gv",
        "{s}-nq/ct",
        "{t}/tt-ps",
        "{u}-qd-tw",
        "{t}kh/tu",
        "lớp {s}a-cb/nc",
        "{t}/{u}/qđ",
        "ca {s}/tr-đ",
        "{y}/nd-{s}",
    ),
    "letters and digits": _pick("khu O{s}-{B}", "lô I{s}/{B}", "nhà {t}O/KDC", "B{t}-O{s}", "{s}O{s}/IPv6", "l{t}/h", "{t}l/{u}km", "I{t}-{C}/XY", "mã {t}O{t}-VN", "O{t}/Il"),
    "dots": _pick("{s}.KH nội bộ", "{t}.VN", "{t}.TB/ca", "{s}.NQ chuyên đề", "v{s}.{t}-TB", "{t}.000-CP", "{t}.5/TW", "số {t}.HĐ", "mục {s}.TH-TT", "{t}-X.Y", "{t}.A/B.C"),
    "pinpoints": _pick("khoản {s} Điều {t}", "điểm {s} mục {t}/I", "Điều {t}-{u} Luật Đất đai", "chương {s}/{t}", "Điều {t}a, {t}b", "khoản {s}/Điều {t}", "mục {s}.{s}/II", "điểm a, b khoản {s}", "mục I-{s}/KT-XH", "tiểu mục {s}-CN", "phần {s}/KT-XH"),
    "labels": _pick("{s}. KL của hội nghị", "{s}.TB nội bộ", "{s}- TH các việc", "{s}/ BC của tổ", "{s}- KH năm {y}", "{t}. CT hành động", "{s}) NQ chuyên đề", "{s}- VP tổng hợp", "{s}/ CV đi, đến", "{s}- QĐ cá biệt", "{s}- CT UBND chủ trì", "{s}/ TT HĐND họp"),
    "abbreviations": _pick("THCS/THPT", "{t} BTV/BCH", "BCĐ 389/ĐP", "BCĐ {t}-CP", "khối MTTQ-ĐT", "QP-AN, KT-XH", "TDĐKXDNTM", "UBND-HĐND", "Tổ 06/CP", "{s} HTX/THT", "LLVT-ANTT", "CNH, HĐH", "VH-TT", "khối {t}/QS", "UBND các xã-TT", "VP HĐND-UBND", "{t} GV/HS", "UBKT-{s}", "{s} NTM/xã", "{t} DN-HTX", "{t} BN/BS", "đồn {u}/BĐBP", "Tổ {t}/CA", "tổ {u}-QLTT"),
}  # fmt: skip
"""What looks like a number, by kind."""

INSIDE = [kind for kind in KINDS if kind != "labels"]
BEFORE = ("", "", "", "số ", "theo ", "tại ", "(", "xem ", "mã ", "ký hiệu ", "Số: ", "của ", "có ", "từ ")
BEHIND = ("", "", "", ",", ".", ";", ")", " của đơn vị", " trong kỳ", " và", ":", " –")


def sentence(rng: random.Random) -> str:
    """Some words of prose with look-alikes among them."""
    out: list[str] = []
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(WORDS) - 10)
        out += WORDS[at : at + rng.randint(2, 9)]
        out.append(rng.choice(("ở", "là", "như", "với", "gồm")))  # no type word of the prose may stand before a look-alike
        out.append(rng.choice(BEFORE) + KINDS[rng.choice(INSIDE)](rng) + rng.choice(BEHIND))
    text = " ".join(out)
    return text[0].upper() + text[1:] + rng.choice((".", ".", "", ";", ":"))


def paragraphs(rng: random.Random, letters: int) -> list[str]:
    """Paragraphs of one to four sentences, in all about so many code points."""
    out: list[str] = []
    length = 0
    while length < letters:
        label = KINDS["labels"](rng) + " " if rng.random() < 0.2 else ""
        out.append(label + " ".join(sentence(rng) for _ in range(rng.randint(1, 4))))
        length += len(out[-1]) + 1
    return out


def false_finds(size: int, seed: int) -> tuple[int, list[tuple[str, str]]]:
    """Parse documents of look-alikes, of ``size`` bytes of UTF-8 in all.

    Returns the bytes, and each number found: its surface and what stands around it.
    """
    from qcdc_parse import parse_text

    rng = random.Random(seed)
    done = 0
    found: list[tuple[str, str]] = []
    while done < size:
        text = "BÁO CÁO\nTình hình chung của đơn vị\n\n" + "\n".join(paragraphs(rng, 30_000)) + "\n"
        done += len(text.encode())
        document = parse_text(text)
        found += [
            (r.surface, document.text[max(r.span.start - 60, 0) : r.span.end + 20]) for r in document.references if r.kind == "numbered"
        ]
    return done, found
