"""Time of the extraction against the size of hostile inputs: ``scaling.py [--sizes N ...] [NAME ...]``.

Each input repeats something that a careless pattern would read again and again. Linear time shows as a ratio near that
of the sizes.
"""

from __future__ import annotations

import argparse
import random
import time

from ingest.pipeline import extract

UNITS = {
    "blanks": " ",
    "lines": "\n",
    "stars": "*",
    "digits": "1",
    "brackets": "(",
    "laws in one line": "Luật Đất đai và ",
    "amending laws": "Luật sửa đổi, bổ sung một số điều của ",
    "articles": "Điều 1, ",
    "congresses": "Nghị quyết Đại hội đại biểu ",
    "numbers": "Chỉ thị số 05-CT/TW, ",
    "lone numbers": "số 05/CT-UBND và ",
    "open quotes": "phong trào thi đua “",
    "table bars": "| a ",
    "endings": "Nơi nhận:\n- A;\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n",
    "headers": "Số: 12/QĐ-UBND\nQUYẾT ĐỊNH\n",
    "agencies": "UBND tỉnh ",
    "capitals": "ỦY BAN NHÂN DÂN ",
    "programmes": "Kế hoạch phát triển ",
    "cues": "thực hiện ",
    "dates": "ngày 12 tháng 3 năm ",
    "targets": "phấn đấu đạt 5% trở lên, ",
    "tasks": "Giao Sở Nội vụ chủ trì, phối hợp với ",
    "lost diacritics": "Chi thi s6 05/CT-UBND cua Uy ban nhan dan tinh ",
}


def hostile(name: str, size: int) -> str:
    """The input of a name, ``size`` code points long; ``random`` draws from letters, digits and signs."""
    if name == "random":
        draw = random.Random(1)
        return "".join(draw.choice("abc dăâ\n0123456789/-.“”") for _ in range(size))
    unit = UNITS[name]
    return (unit * (size // len(unit) + 1))[:size]


def main() -> None:
    """Print seconds by size, and the ratio of the last to the first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=["random", *UNITS])
    parser.add_argument("--sizes", nargs="+", type=int, default=[125_000, 250_000, 500_000, 1_000_000])
    options = parser.parse_args()
    print(f"{'input':<18}" + "".join(f"{size:>11,}" for size in options.sizes) + "   ratio")
    for name in options.names:
        extract(hostile(name, 2_000), "")
        seconds = []
        for size in options.sizes:
            text = hostile(name, size)
            start = time.perf_counter()
            extract(text, "")
            seconds.append(time.perf_counter() - start)
        ratio = seconds[-1] / seconds[0]
        print(f"{name:<18}" + "".join(f"{value:>10.2f}s" for value in seconds) + f"   {ratio:>5.1f}", flush=True)


if __name__ == "__main__":
    main()
