"""Make the pages of this folder, each with its truth: `python make.py`.

`NAME.html` is the page, `NAME.txt` the text of the document in it; all other text of the page is around it. The texts are
our own. Pages are written by hand below, in the styles of law portals, papers, mail and word processors.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent

HEAD_STATE = """<table width="100%" cellspacing="0" cellpadding="0"><tr><td width="40%" align="center"><b>ỦY BAN NHÂN DÂN</b><br><b>TỈNH SƠN ĐÔNG</b><br>-------</td>
<td align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><br>---------------</td></tr>
<tr><td align="center">Số: 418/QĐ-UBND</td><td align="center"><i>Sơn Đông, ngày 14 tháng 5 năm 2024</i></td></tr></table>"""
TITLE = """<p align="center"><b>QUYẾT ĐỊNH</b></p><p align="center"><b>Về việc ban hành Quy chế phối hợp giải quyết kiến nghị của công dân</b></p>"""
GROUNDS = """<p align="center"><b>ỦY BAN NHÂN DÂN TỈNH</b></p>
<p><i>Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;</i></p>
<p><i>Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;</i></p>
<p><i>Theo đề nghị của Chánh Thanh tra tỉnh tại Tờ trình số 77/TTr-TTT.</i></p>
<p align="center"><b>QUYẾT ĐỊNH:</b></p>"""
ARTICLES = [
    "<p{0}><b>Điều 1. Phạm vi điều chỉnh</b></p><p>Quy chế này quy định nguyên tắc, trách nhiệm và quan hệ phối hợp giữa các sở, ban, ngành trong việc tiếp nhận, phân loại và giải quyết kiến nghị của công dân trên địa bàn tỉnh.</p>",
    "<p{1}><b>Điều 2. Chỉ tiêu</b></p><p>1. Ít nhất 95% kiến nghị được trả lời trong 15 ngày làm việc kể từ ngày tiếp nhận.</p><p>2. Không quá 2% kiến nghị phải giải quyết lại do lỗi của cơ quan thụ lý.</p>",
    "<p{2}><b>Điều 3. Hiệu lực thi hành</b></p><p>Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 102/QĐ-UBND ngày 08 tháng 3 năm 2017 của Ủy ban nhân dân tỉnh.</p><p>Chánh Văn phòng, Giám đốc các sở và Chủ tịch Ủy ban nhân dân các huyện chịu trách nhiệm thi hành Quyết định này./.</p>",
]
DATA = """<table border="1" cellspacing="0"><tr><th>TT</th><th>Cơ quan</th><th>Số kiến nghị</th></tr><tr><td>1</td><td>Sở Nội vụ</td><td>112</td></tr>
<tr><td>2</td><td>Sở Tài nguyên</td><td>97</td></tr></table>"""
SIGN = """<table width="100%"><tr><td valign="top"><b><i>Nơi nhận:</i></b><br>- Như Điều 3;<br>- Thường trực Tỉnh ủy;<br>- Lưu: VT, NC.</td>
<td align="center"><b>TM. ỦY BAN NHÂN DÂN</b><br><b>CHỦ TỊCH</b><br><br><b>Hoàng Minh Thái</b></td></tr></table>"""
BODY = GROUNDS + "".join(a.format("", "", "") for a in ARTICLES) + DATA
STATE = HEAD_STATE + TITLE + BODY + SIGN

PARTY_LINES = [
    "TỈNH ỦY BẮC HÀ", "*", "Số 27-CT/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Bắc Hà, ngày 06 tháng 9 năm 2023", "CHỈ THỊ",
    "về tăng cường sự lãnh đạo của cấp ủy đối với công tác tiếp dân", "-----",
    "Thời gian qua, các cấp ủy đã quán triệt Chỉ thị số 35-CT/TW, ngày 26/5/2014 của Bộ Chính trị; tỷ lệ đơn thư được giải quyết đúng hạn đạt 93,5%, tăng 4,1% so với năm 2021.",
    "Để khắc phục những hạn chế nêu trên, Ban Thường vụ Tỉnh ủy yêu cầu:",
    "1. Bí thư cấp ủy trực tiếp tiếp dân ít nhất 01 ngày mỗi tháng; đối thoại định kỳ theo Quy định số 11-QĐi/TW ngày 18/02/2019 của Bộ Chính trị.",
    "2. Ban Nội chính Tỉnh ủy theo dõi, đôn đốc, định kỳ báo cáo Ban Thường vụ; phấn đấu 100% vụ việc mới phát sinh được xem xét ngay tại cơ sở.",
    "Chỉ thị này phổ biến đến chi bộ.", "Nơi nhận:", "- Ban Nội chính Trung ương,", "- Các huyện ủy, thành ủy,", "- Lưu Văn phòng Tỉnh ủy.",
    "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Lý Thị Hồng Vân",
]  # fmt: skip
PARTY = "\n".join(f"<p>{line}</p>" for line in PARTY_LINES)

PRIVACY = "Chúng tôi xử lý dữ liệu cá nhân của bạn theo Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ; bằng việc tiếp tục truy cập trang này, bạn đồng ý với chính sách quyền riêng tư và việc dùng cookie."
LICENCE = "Giấy phép số 315/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 09/8/2021. Chịu trách nhiệm nội dung: Ông Phạm Quốc Bảo, Chánh Văn phòng. Ghi rõ nguồn khi phát hành lại thông tin từ trang này."
MENU = "".join(
    f'<li><a href="/{i}">{t}</a></li>'
    for i, t in enumerate(("Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Văn bản", "Thủ tục hành chính", "Liên hệ"))
)
RELATED = "".join(
    f'<li><a href="/vb/{i}">{t}</a></li>'
    for i, t in enumerate(
        (
            "Nghị quyết số 08-NQ/TU về phát triển du lịch giai đoạn 2021 - 2025",
            "Kế hoạch số 61/KH-UBND về cải cách hành chính năm 2024 của tỉnh",
            "Quyết định số 511/QĐ-UBND phê duyệt quy hoạch chung thị trấn Nậm Khao",
            "Công văn số 900/UBND-NC về chấn chỉnh kỷ luật công vụ",
        )
    )
)


def words(fragment: str) -> str:
    """The text of a fragment without its tags."""
    fragment = re.sub(r"<style.*?</style>|<script.*?</script>|<!--.*?-->", " ", fragment, flags=re.DOTALL)
    fragment = re.sub(r"<(?:br|/?p|/?td|/?tr|/?li|/?div|/?h\d|/?th)\b[^>]*>", "\n", fragment)
    lines = (" ".join(html.unescape(re.sub(r"<[^>]*>", "", line)).split()) for line in fragment.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def page(title: str, body: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<!DOCTYPE html>\n<html><head>{head}<title>{title}</title></head>\n<body>\n{body}\n</body></html>\n"


ANCHORED = [a.format(*(f' id="dieu_{i}"' for i in (1, 2, 3))) for a in ARTICLES]
NEWS = """<p><strong>(BĐT) - Sáng 12/7, Ban Thường vụ Huyện ủy Nậm Khao tổ chức hội nghị sơ kết hai năm thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị về học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.</strong></p>
<p>Báo cáo tại hội nghị cho thấy 98,7% chi bộ đã đưa nội dung học tập vào sinh hoạt định kỳ, vượt 3,7% so với chỉ tiêu đề ra trong Kế hoạch số 44-KH/HU ngày 15/3/2022.</p>
<blockquote><p>“Các chi bộ phải chọn việc khó để làm trước, không chạy theo số lượng mô hình”, Kết luận số 19-KL/HU nêu rõ.</p></blockquote>
<p>Hội nghị cũng thảo luận dự thảo chương trình hành động thực hiện Nghị quyết Đại hội Đảng bộ huyện trong nửa cuối nhiệm kỳ và biểu dương 12 tập thể.</p>
<p>Thu Hiền</p>"""
WORD_BODY = """<div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:13.0pt'>ĐẢNG ỦY XÃ KHÁNH AN<o:p></o:p></span></b></p>
<p class=MsoNormal align=center style='text-align:center'><b>KẾ HOẠCH</b></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><b><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></b><![endif]><b>Mục đích</b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>Cụ thể hóa Nghị quyết số 15-NQ/ĐU<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> thành việc làm hằng tháng của từng chi bộ, mỗi chi bộ một việc.</p>
<p class=MsoNormal>Phấn đấu 90% chi bộ hoàn thành trước ngày 30/11/2024, diện tích vườn mẫu đạt 500 m<sup>2</sup> mỗi hộ.<span style='display:none;mso-hide:all'>ẩn đi</span></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;border:none'><tr><td style='border:solid windowtext 1.0pt'><p class=MsoNormal>Chi bộ ấp 1</p></td><td style='border:solid windowtext 1.0pt'><p class=MsoNormal>20 hộ</p></td></tr></table>
</div><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Nghị quyết ngày 02/01/2024 của Ban Chấp hành Đảng bộ xã.</p></div></div>"""

PAGES: dict[str, tuple[str, str]] = {
    # A portal of 2005: tables inside tables, no classes, fonts.
    "01-bang-2005": (
        page(
            "Van ban",
            f"""<table width=980 border=0 cellspacing=0 align=center><tr><td colspan=3><font size=5 color=red>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH SƠN ĐÔNG</font></td></tr>
<tr><td colspan=3><a href=/>Trang chủ</a> | <a href=/gt>Giới thiệu</a> | <a href=/vb>Văn bản</a> | <a href=/lh>Liên hệ</a></td></tr>
<tr><td width=160 valign=top><table width=100%><tr><td><b>DANH MỤC</b></td></tr><tr><td><a href=a>Luật</a></td></tr><tr><td><a href=b>Nghị định</a></td></tr><tr><td><a href=c>Quyết định</a></td></tr><tr><td><a href=d>Chỉ thị</a></td></tr></table></td>
<td valign=top><font face="Times New Roman" size=3>{STATE}</font></td>
<td width=180 valign=top><table><tr><td>Văn bản mới</td></tr><tr><td><a href=1>Kế hoạch số 61/KH-UBND về cải cách hành chính</a></td></tr><tr><td><a href=2>Nghị quyết số 08-NQ/TU về du lịch</a></td></tr><tr><td>Lượt truy cập: 1.204.771</td></tr></table></td></tr>
<tr><td colspan=3 align=center>{LICENCE}</td></tr></table>""",
            '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
        ),
        STATE,
    ),
    # Boxes without a telling name.
    "02-div-khong-ten": (
        page(
            "Quyết định 418",
            f"""<div><div><a href="/">Trang nhất</a> <a href="/t">Thời sự</a> <a href="/p">Pháp luật</a> <a href="/d">Đời sống</a></div>
<div><div><div>Thứ ba, 14/5/2024</div><div><div>{HEAD_STATE}</div><div>{TITLE}</div><div>{BODY}</div><div>{SIGN}</div></div></div>
<div><div>Văn bản liên quan</div><ul>{RELATED}</ul></div></div><div><p>{PRIVACY}</p><p>{LICENCE}</p></div></div>""",
        ),
        STATE,
    ),
    # A paper's article, which quotes; the theme is WordPress's.
    "03-bao-wordpress": (
        page(
            "Sơ kết",
            f"""<div id="page" class="site"><header id="masthead" class="site-header"><nav class="main-navigation"><ul>{MENU}</ul></nav></header>
<div id="content" class="site-content has-sidebar"><main id="main"><article class="post-1 type-post has-post-thumbnail"><header class="entry-header"><h1 class="entry-title">Nậm Khao: Hai năm thực hiện Chỉ thị số 05-CT/TW</h1><div class="entry-meta">Đăng ngày 12/7/2023</div></header>
<div class="entry-content">{NEWS}</div><footer class="entry-footer"><span class="tags-links">Từ khóa: <a href="/t/1">xây dựng Đảng</a>, <a href="/t/2">Nậm Khao</a></span></footer></article>
<div id="comments" class="comments-area"><h2>2 bình luận</h2><ol class="comment-list"><li><p>Bác Tư</p><p>Huyện làm tốt, nên nhân rộng ra toàn tỉnh theo Nghị quyết số 99-NQ/TU như các nơi khác đã làm từ năm ngoái.</p><a href="#r">Trả lời</a></li></ol></div></main>
<aside class="widget-area"><h2>Bài viết mới</h2><ul>{RELATED}</ul></aside></div><footer class="site-footer"><p>{LICENCE}</p></footer></div>""",
        ),
        "<h1>Nậm Khao: Hai năm thực hiện Chỉ thị số 05-CT/TW</h1>" + NEWS,
    ),
    # A government portal with a sidebar and a banner that names the nation.
    "04-cong-chinh-phu": (
        page(
            "Chỉ thị",
            f"""<div class="header"><div class="logo">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>CỔNG THÔNG TIN ĐIỆN TỬ</div><ul class="top-menu">{MENU}</ul></div>
<div class="breadcrumb"><a href="/">Trang chủ</a> › <a href="/vb">Văn bản chỉ đạo</a> › Chi tiết</div>
<div class="wrapper"><div class="col-left sidebar"><h3>Cơ quan ban hành</h3><ul><li><a href="/1">Tỉnh ủy</a></li><li><a href="/2">Hội đồng nhân dân</a></li><li><a href="/3">Ủy ban nhân dân</a></li></ul></div>
<div class="col-main"><div class="tools"><a href="#" onclick="print()">In trang</a> <a href="#">Gửi email</a> <a href="#">Cỡ chữ A+</a></div><div class="detail">{PARTY}</div>
<div class="file-attach">Tệp đính kèm: <a href="/f.pdf">27-CT-TU.pdf</a> <a href="/f.pdf">Tải về</a></div><div class="social-share"><a href="#">Facebook</a><a href="#">Zalo</a></div></div></div>
<div id="footer"><p>{LICENCE}</p></div><div class="cookie-bar"><p>{PRIVACY}</p><button>Đồng ý</button></div>""",
        ),
        PARTY,
    ),
    # Tabs: text, properties, scheme, related documents; all stand in the file.
    "05-cac-the": (
        page(
            "Quyết định 418/QĐ-UBND",
            f"""<nav><ul>{MENU}</ul></nav><h1>Quyết định 418/QĐ-UBND năm 2024 Quy chế phối hợp</h1>
<ul class="nav nav-tabs" role="tablist"><li><a href="#toanvan">Toàn văn</a></li><li><a href="#thuoctinh">Thuộc tính</a></li><li><a href="#luocdo">Lược đồ</a></li><li><a href="#lienquan">Văn bản liên quan</a></li></ul>
<div class="tab-content"><div role="tabpanel" id="toanvan" style="display:none">{STATE}</div>
<div role="tabpanel" id="thuoctinh"><table><tr><td>Số ký hiệu</td><td>418/QĐ-UBND</td></tr><tr><td>Ngày ban hành</td><td>14/05/2024</td></tr><tr><td>Người ký</td><td>Hoàng Minh Thái</td></tr><tr><td>Tình trạng</td><td>Còn hiệu lực</td></tr></table></div>
<div role="tabpanel" id="luocdo"><p>Văn bản bị thay thế (01)</p><p><a href="/x">Quyết định số 102/QĐ-UBND ngày 08/3/2017</a></p></div>
<div role="tabpanel" id="lienquan"><ul>{RELATED}</ul></div></div><footer>{LICENCE}</footer>""",
        ),
        STATE,
    ),
    # The print version: nothing but the document and one button.
    "06-ban-in": (page("In", f'<a href="javascript:print()">In văn bản</a>{STATE}'), STATE),
    # A list of contents that leads into the page, beside and inside it.
    "07-muc-luc": (
        page(
            "Quy chế",
            f"""<div class="topbar"><ul>{MENU}</ul></div><div class="content"><div class="mucluc"><p>Mục lục</p><ul><li><a href="#dieu_1">Điều 1. Phạm vi điều chỉnh</a></li><li><a href="#dieu_2">Điều 2. Chỉ tiêu</a></li><li><a href="#dieu_3">Điều 3. Hiệu lực thi hành</a></li></ul></div>
<p><a href="#dieu_1">Điều 1. Phạm vi điều chỉnh</a></p><p><a href="#dieu_2">Điều 2. Chỉ tiêu</a></p><p><a href="#dieu_3">Điều 3. Hiệu lực thi hành</a></p>
{HEAD_STATE}{TITLE}{GROUNDS}{"".join(ANCHORED)}{SIGN}</div><div class="footer">{LICENCE}</div>""",
        ),
        HEAD_STATE + TITLE + GROUNDS + "".join(ANCHORED) + SIGN,
    ),
    # Broken markup: nothing is closed, tables overlap with paragraphs.
    "08-the-hong": (
        "<HTML><HEAD><META CHARSET=utf-8><TITLE>x<BODY BGCOLOR=white></TITLE></HEAD><BODY><CENTER><A HREF=/>Trang chủ</A> <A HREF=/vb>Văn bản<A HREF=/lh>Liên hệ</A></CENTER><HR>"
        + re.sub(r"</(?:p|td|tr|b|i)>", "", STATE).replace("<table width", "<div><p><table width")
        + f"</font></td></table></span><HR><center>{LICENCE}",
        STATE,
    ),
    # Saved by Word as HTML.
    "09-word": (
        f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>An</o:Author></o:DocumentProperties></xml><![endif]--><style><!-- p.MsoNormal {{margin:0cm}} --></style></head><body lang=VI>{WORD_BODY}</body></html>""",
        re.sub(r"<span style='display:none.*?</span>", "", WORD_BODY).replace("·", "•"),
    ),
    # A letter as mail programs send it, with what was quoted below.
    "10-thu-dien-tu": (
        page(
            "Mail",
            """<div dir="ltr"><div>Kính gửi anh Bình,</div><div><br></div><div>Văn phòng gửi anh nội dung chỉ đạo tại Công văn số 212/UBND-VX ngày 04/4/2024: đề nghị các trường hoàn thành rà soát trước ngày 20/4/2024, tỷ lệ hồ sơ số hóa đạt ít nhất 85%.</div><div>Trân trọng.</div></div>""",
        ),
        "<div>Kính gửi anh Bình,</div><div>Văn phòng gửi anh nội dung chỉ đạo tại Công văn số 212/UBND-VX ngày 04/4/2024: đề nghị các trường hoàn thành rà soát trước ngày 20/4/2024, tỷ lệ hồ sơ số hóa đạt ít nhất 85%.</div><div>Trân trọng.</div>",
    ),
    # The page of a telephone: a drawer of links, the text in spans with line breaks.
    "11-di-dong": (
        page(
            "Chỉ thị 27",
            f"""<div class="drawer"><a href="/">Trang chủ</a><br><a href="/vb">Văn bản</a><br><a href="/ht">Hỗ trợ</a></div><div class="appbar"><span>Tra cứu văn bản</span></div>
<div class="view">{"<br>".join(f"<span>{line}</span>" for line in PARTY_LINES)}</div><div class="actions"><a href="/pdf">Tải về</a> <a href="/share">Chia sẻ</a></div><div><b>Văn bản cùng chủ đề</b><br><a href="/1">Chỉ thị số 12-CT/TU về an toàn giao thông</a><br><a href="/2">Kết luận số 30-KL/TU về kinh tế rừng</a></div><div>{PRIVACY}</div>""",
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        ),
        PARTY,
    ),
    # A law portal whose text carries links at every citation, in an appendix too.
    "12-lien-ket-trong-van-ban": (
        page(
            "Quyết định",
            f"""<div id="menu"><ul>{MENU}</ul></div><div id="search-box"><input type="text" value=""><input type="submit" value="Tìm kiếm"></div><div class="content1">{HEAD_STATE}{TITLE}<p align="center"><b>ỦY BAN NHÂN DÂN TỈNH</b></p>
<p>Căn cứ <a href="/l1">Luật Tổ chức chính quyền địa phương</a> ngày 19 tháng 6 năm 2015;</p><p>Căn cứ <a href="/n1">Nghị định số 61/2018/NĐ-CP</a>;</p><p><a href="/d1">Điều 1.</a> Thành lập Tổ công tác theo <a href="/q1">Quyết định số 45/2016/QĐ-TTg</a>.</p>{SIGN}
<p align="center"><b>PHỤ LỤC</b></p><p align="center">(Kèm theo Quyết định số 418/QĐ-UBND)</p>{DATA}</div><div class="related-box"><p>Tin khác</p><ul>{RELATED}</ul></div><div>{LICENCE}</div>""",
        ),
        f"""{HEAD_STATE}{TITLE}<p>ỦY BAN NHÂN DÂN TỈNH</p><p>Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;</p><p>Căn cứ Nghị định số 61/2018/NĐ-CP;</p><p>Điều 1. Thành lập Tổ công tác theo Quyết định số 45/2016/QĐ-TTg.</p>{SIGN}<p>PHỤ LỤC</p><p>(Kèm theo Quyết định số 418/QĐ-UBND)</p>{DATA}""",
    ),
    # A paper that introduces a whole document, all in one element.
    "13-bao-dang-toan-van": (
        page(
            "Toàn văn",
            f"""<ul class="menu">{MENU}</ul><div class="post"><h1>Toàn văn Chỉ thị số 27-CT/TU</h1><p class="sapo">Trang thông tin trân trọng giới thiệu toàn văn Chỉ thị.</p>{PARTY}<p>Nguồn: <a href="https://x">Văn phòng Tỉnh ủy</a></p><p>Chia sẻ bài viết</p></div><p>Bài cùng chuyên mục</p><ul>{RELATED}</ul><p>{LICENCE}</p>""",
        ),
        PARTY,
    ),
    # Only a part of a page.
    "14-manh": (f'<div class="box sidebar">{PARTY}</div>', PARTY),
    # One element, `pre`, hard-wrapped, under a menu.
    "15-pre": (
        page("txt", f"<ul>{MENU}</ul><pre>\n" + "\n".join(PARTY_LINES) + f"\n</pre><p>{LICENCE}</p>"),
        PARTY,
    ),
    # A report without letterhead and without signature, between boxes with classes of no meaning.
    "16-khong-the-thuc": (
        page(
            "Báo cáo",
            f"""<div class="x1"><a href="/">Trang chủ</a><a href="/b">Báo cáo</a><a href="/c">Hỏi đáp</a></div><div class="x2"><div class="x3"><h2>I. Kết quả</h2>
<p>Đến hết quý III, toàn huyện có 41/45 trường đạt chuẩn quốc gia, bằng 91,1% và vượt chỉ tiêu của Nghị quyết số 06-NQ/HU.</p><ol><li>Công tác phổ cập được duy trì ở 100% xã.</li><li>Tỷ lệ trẻ đến lớp đúng tuổi đạt 99,2%.</li></ol></div><div class="x3"><h2>II. Nhiệm vụ</h2>
<p>Tiếp tục thực hiện Kế hoạch số 17-KH/HU; phấn đấu mỗi năm có thêm 02 trường đạt chuẩn mức độ 2 và giảm 10% số điểm trường lẻ.</p></div></div><div class="x4"><a href="/1">Báo cáo quý II</a><a href="/2">Báo cáo quý I</a><a href="/3">Báo cáo năm trước</a></div><div class="x5">{PRIVACY}</div>""",
        ),
        """<h2>I. Kết quả</h2><p>Đến hết quý III, toàn huyện có 41/45 trường đạt chuẩn quốc gia, bằng 91,1% và vượt chỉ tiêu của Nghị quyết số 06-NQ/HU.</p><p>1. Công tác phổ cập được duy trì ở 100% xã.</p><p>2. Tỷ lệ trẻ đến lớp đúng tuổi đạt 99,2%.</p><h2>II. Nhiệm vụ</h2><p>Tiếp tục thực hiện Kế hoạch số 17-KH/HU; phấn đấu mỗi năm có thêm 02 trường đạt chuẩn mức độ 2 và giảm 10% số điểm trường lẻ.</p>""",
    ),
}
# Traps: what means one thing on most pages and another here.
PAGES["17-header-footer"] = (
    page(
        "x",
        f"<nav><ul>{MENU}</ul></nav><main><article><header>{HEAD_STATE}{TITLE}</header><section>{BODY}</section><footer>{SIGN}</footer></article></main><footer>{LICENCE}</footer>",
    ),
    STATE,
)
PAGES["18-hop-giua-van-ban"] = (
    page(
        "x",
        f'<form id="form1"><div id="ctl00_top">{MENU}</div><div id="ctl00_ContentPlaceHolder1_lblNoiDung">{HEAD_STATE}{TITLE}{GROUNDS}{ARTICLES[0].format("")}<div class="box-related"><p>Xem thêm</p><a href="/1">Quyết định số 511/QĐ-UBND về quy hoạch</a></div>{ARTICLES[1].replace("{1}", "")}{ARTICLES[2].replace("{2}", "")}{DATA}{SIGN}</div><div id="ctl00_footer">{LICENCE}</div></form>',
    ),
    STATE,
)
PAGES["19-phu-luc-ngoai"] = (
    page(
        "x",
        f'<ul>{MENU}</ul><div class="a"><div class="b">{STATE}</div></div><div class="c"><p><b>PHỤ LỤC I</b></p><p>DANH MỤC HỒ SƠ</p>{DATA}<p>Ghi chú: số liệu tính đến ngày 30/4/2024 theo Báo cáo số 55/BC-TTT của Thanh tra tỉnh và các sở.</p></div><div>{PRIVACY}</div>',
    ),
    STATE
    + f"<p><b>PHỤ LỤC I</b></p><p>DANH MỤC HỒ SƠ</p>{DATA}<p>Ghi chú: số liệu tính đến ngày 30/4/2024 theo Báo cáo số 55/BC-TTT của Thanh tra tỉnh và các sở.</p>",
)
PAGES["20-nhieu-binh-luan"] = (
    page(
        "x",
        f"<div>{MENU}</div><div>{PARTY}</div><div><p>Ý kiến bạn đọc</p>"
        + "".join(
            f"<p>Bạn đọc {i}</p><p>Tôi cho rằng nên áp dụng Nghị định số {i}/2020/NĐ-CP và làm thật quyết liệt ở cơ sở để người dân được nhờ, không nên chỉ nói suông.</p>"
            for i in range(30)
        )
        + "</div>",
    ),
    PARTY,
)
PAGES["21-phang"] = (
    page(
        "x",
        f"<p><a href=/>Trang chủ</a></p><p><a href=/v>Văn bản</a></p>{PARTY}<p>Tin liên quan</p>"
        + "".join(f"<p><a href=/{i}>Nghị quyết số {i}-NQ/TU về việc gì đó của tỉnh</a></p>" for i in range(5))
        + f"<p>{PRIVACY}</p><p>{LICENCE}</p>",
    ),
    PARTY,
)
PAGES["22-ten-lop-sai"] = (
    page(
        "x",
        f'<div class="menu"><ul>{MENU}</ul></div><div class="content-top"><p>QUY ĐỊNH CHUNG</p><p>Điều 1. Các cơ quan, đơn vị có trách nhiệm thực hiện nghiêm túc các quy định về tiếp công dân, không né tránh.</p></div><div class="content-bottom"><p>Điều 2. Tổ chức thực hiện</p><p>Ngắn.</p></div><div class="footer">{LICENCE}</div>',
    ),
    "<p>QUY ĐỊNH CHUNG</p><p>Điều 1. Các cơ quan, đơn vị có trách nhiệm thực hiện nghiêm túc các quy định về tiếp công dân, không né tránh.</p><p>Điều 2. Tổ chức thực hiện</p><p>Ngắn.</p>",
)
PAGES["23-hai-van-ban"] = (
    page("x", f"<ul>{MENU}</ul><div>{STATE}</div><div>{PARTY}</div><p>{LICENCE}</p>"),
    STATE + PARTY,
)
PAGES["24-de-muc-lien-ket"] = (
    page(
        "x",
        f"<ul>{MENU}</ul><div>{HEAD_STATE}{TITLE}{GROUNDS}"
        + "".join(
            f'<p id="d{i}"><a href="#d{i}">Điều {i}. Nội dung thứ {i} của quy chế phối hợp giải quyết</a></p><p>Ngắn {i}.</p>'
            for i in range(1, 9)
        )
        + f"{SIGN}</div><p>{LICENCE}</p>",
    ),
    HEAD_STATE
    + TITLE
    + GROUNDS
    + "".join(f"<p>Điều {i}. Nội dung thứ {i} của quy chế phối hợp giải quyết</p><p>Ngắn {i}.</p>" for i in range(1, 9))
    + SIGN,
)
PAGES["25-cong-van-ngan"] = (
    page(
        "x",
        f'<div id="nav">{MENU}</div><div><p>Số: 12/CV-VP</p><p>Kính gửi: Các phòng</p><p>Đề nghị nộp báo cáo trước 15h.</p><p>CHÁNH VĂN PHÒNG</p><p>Lê Văn Tám</p></div><div id="bottom">{LICENCE}</div>',
    ),
    "<p>Số: 12/CV-VP</p><p>Kính gửi: Các phòng</p><p>Đề nghị nộp báo cáo trước 15h.</p><p>CHÁNH VĂN PHÒNG</p><p>Lê Văn Tám</p>",
)
PAGES["26-tung-trang"] = (
    page(
        "x",
        '<div class="toolbar"><a href=#>In</a></div>'
        + "".join(
            f'<div class="page">{x}</div>'
            for x in (HEAD_STATE + TITLE, GROUNDS, "".join(a.format("", "", "") for a in ARTICLES), DATA + SIGN)
        ),
    ),
    STATE,
)
VIEWER = page(
    "PDF",
    f'<ul class="menu">{MENU}</ul><h1>Quyết định số 418/QĐ-UBND</h1><iframe src="/viewer.html?file=/files/418.pdf" width="100%"></iframe><div class="footer">{LICENCE}</div>',
)


def main() -> None:
    """Write every page and its truth."""
    for name, (text, document) in PAGES.items():
        (HERE / f"{name}.html").write_text(text, encoding="utf-8")
        (HERE / f"{name}.txt").write_text(words(document), encoding="utf-8")
    (HERE / "pdf-trong-khung.html").write_text(VIEWER, encoding="utf-8")


if __name__ == "__main__":
    main()
