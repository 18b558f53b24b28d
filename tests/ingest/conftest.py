"""A file of three documents, of a province that does not exist: a letter, the plan that it forwards, a copy."""

import pytest

BUNDLE = """VIỆN KSND TỐI CAO
**VIỆN KSND TỈNH SÔNG VÂN**

Số: **88/VKS-VP**
V/v triển khai Kế hoạch
cải cách hành chính của UBND tỉnh

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
**Độc lập - Tự do - Hạnh phúc**

*Sông Vân, ngày 06 tháng 02 năm 2023*

Kính gửi:

- Viện trưởng VKSND các huyện, thành phố;
- Trưởng phòng thuộc Viện tỉnh.

Ngày 03/02/2023, Viện kiểm sát nhân dân tỉnh nhận được Kế hoạch
số 21/KH-UBND ngày 31/01/2023 của Ủy ban nhân dân tỉnh Sông Vân về cải cách hành chính năm 2023.

Yêu cầu các đơn vị thực hiện Kế hoạch nêu trên./.

Nơi nhận:

- Như trên;
- Lãnh đạo Viện;
- Lưu: VT, VP.

**KT. VIỆN TRƯỞNG
PHÓ VIỆN TRƯỞNG**

(Đã ký)

Nông Thị Mẫu

KẾ HOẠCH
Cải cách hành chính năm 2023

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:

1. Quý II: rà soát thủ tục hành chính.

Nơi nhận:

- Thường trực Tỉnh ủy;
- Sở Nội vụ;
- Lưu: VT, NC.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

ĐẾN Ngày: 02/02/2023
Số: 417

Hứa Văn Mẫu

ỦY BAN NHÂN DÂN
TỈNH SÔNG VÂN

Số: 55/SY-UBND

SAO Y BẢN CHÍNH

*Sông Vân, ngày 01 tháng 02 năm 2023*

Nơi nhận:

- Các sở, ban, ngành;
- Lưu: VT.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG

Bế Văn Ví Dụ
"""


@pytest.fixture(scope="session")
def bundle() -> str:
    return BUNDLE
