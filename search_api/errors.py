"""The error of a collection that every door to it tells its user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CollectionError(RuntimeError):
    """The collection cannot be used as asked; the message says why and what to do."""


class BusyError(CollectionError):
    """Another process is changing the collection; reading goes on."""


@contextmanager
def damage_told(data: Path) -> Iterator[None]:
    """Says what to do where the files of the collection in the folder ``data`` cannot be opened."""
    try:
        yield
    except CollectionError:
        raise
    except (OSError, sqlite3.OperationalError) as error:
        raise CollectionError(
            f"Không dùng được thư mục dữ liệu {data} ({error}). "
            "Hãy kiểm tra quyền ghi và dung lượng đĩa, hoặc chọn thư mục khác bằng --data."
        ) from error
    except sqlite3.DatabaseError as error:
        raise CollectionError(
            f"Tệp {data / 'sources.sqlite'} bị hỏng ({error}). "
            "Hãy khôi phục từ bản sao lưu bằng `danchieu restore`, hoặc xóa thư mục dữ liệu rồi nạp lại văn bản."
        ) from error
    except (ValueError, RuntimeError) as error:
        raise CollectionError(
            f"Chỉ mục trong {data / 'indexes'} bị hỏng ({error}). Hãy xóa thư mục này; chương trình sẽ tạo lại."
        ) from error


@contextmanager
def unwritable_told(data: Path, kept: str = "Kho vẫn như trước lần chạy này.") -> Iterator[None]:
    """Says what to do where a change of the collection in the folder ``data`` cannot be written and what is kept."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise CollectionError(
            f"Không ghi được vào {data} ({error}). {kept} Hãy kiểm tra dung lượng đĩa và "
            "quyền ghi rồi chạy lại: chương trình sẽ làm tiếp từ chỗ dừng."
        ) from error
