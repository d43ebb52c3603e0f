"""How long a draft takes to write as DOCX and XLSX, by the number of units."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sampledraft import sample_draft

from qcdc_parse.report.docx import docx_bytes
from qcdc_parse.report.xlsx import xlsx_bytes


def main() -> None:
    """Print a line a size."""
    print("units  passages  figures   docx s     MB   xlsx s     MB")
    docx_bytes(sample_draft(10))
    for count in (50, 100, 200, 400, 800):
        draft = sample_draft(count)
        took = []
        for write in (docx_bytes, lambda d: xlsx_bytes(d, Path())):
            began = time.perf_counter()
            size = len(write(draft)) / 1e6
            took.append(f"{time.perf_counter() - began:8.2f} {size:6.2f}")
        print(f"{count:5} {len(draft.answers):9} {len(draft.figures):8} {' '.join(took)}")


if __name__ == "__main__":
    main()
