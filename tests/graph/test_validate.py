import pytest
from rdflib import Graph

from graph.stores import Store
from graph.validate import validate, validate_graph
from ontology.terms import PREFIXES

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def test_the_real_documents_have_no_error(linked_seeds: Store) -> None:
    report = validate(linked_seeds)
    assert report.conforms
    assert {finding.message for finding in report.findings} == {
        "Không rõ ngày ban hành của văn bản.",
        "Không rõ số, ký hiệu của văn bản.",
        "Chữ ký không có bằng chứng.",  # gold does not tell where signers are printed
    }


@pytest.mark.parametrize(
    ("turtle", "severity", "message"),
    [
        ("<x:w> a eli:LegalResource ; eli:type_document type:ct .", "lỗi", "đúng một tên gọi"),
        (
            "<x:w> a eli:LegalResource ; rdfs:label 'a' ; eli:type_document type:ct ; eli:number 'số một' .",
            "cảnh báo",
            "không đúng thể thức",
        ),
        ("<x:d> a eli:LegalExpression ; eli:realizes <x:w> .", "lỗi", "đúng một tệp"),
        ("<x:p> a oa:TextPositionSelector ; oa:start 5 ; oa:end 3 .", "lỗi", "đứng trước"),
        ("<x:s> a vnd:RelationStatement .", "lỗi", "không có bằng chứng"),
        ("<x:s> vnd:planned true ; rdf:predicate eli:repeals .", "lỗi", "đã bãi bỏ"),
        ("<x:c> a vnd:EmulationCampaign ; skos:prefLabel 'a' ; vnd:campaignKind 'hội thi' .", "lỗi", "không hợp lệ"),
        ("<x:a> a org:Organization .", "lỗi", "đúng một tên"),
        ("<x:k> a vnd:Task ; vnd:rule 'whim' .", "lỗi", "Cách giao nhiệm vụ"),
        ("<x:k> a vnd:Task ; vnd:lead <x:a> ; vnd:supporting <x:a> .", "cảnh báo", "Cơ quan chủ trì"),
        ("<x:k> vnd:due <x:t> . <x:t> a time:ProperInterval .", "lỗi", "phải có ngày cuối"),
        ("<x:g> a vnd:Target ; vnd:comparison '=<' .", "lỗi", "Cách so sánh"),
        ("<x:g> vnd:quantity <x:q> . <x:q> schema:minValue 3.0 ; schema:maxValue 2.0 .", "lỗi", "một giá trị hoặc"),
        ("<x:g> vnd:quantity <x:q> . <x:q> schema:unitText '%' .", "lỗi", "một giá trị hoặc"),
        ("<x:n> a vnd:AnniversaryMention ; vnd:years 0 .", "lỗi", "Số năm kỷ niệm"),
        ("<x:c> vnd:commemorates <x:e> .", "lỗi", "chưa được mô tả"),
        ("<x:s> a prov:Attribution ; vnd:capacity 'thay' .", "lỗi", "Quyền hạn ký"),
        ("<x:p> a prov:Person ; schema:name 'Lò Văn Báo', 'Lo Van Bao' .", "lưu ý", "in khác nhau"),
        ("<x:m> a vnd:InstrumentMention ; vnd:candidate <x:1> .", "lưu ý", "cần người xác định"),
    ],
)
def test_findings_in_words(turtle: str, severity: str, message: str) -> None:
    report = validate_graph(Graph().parse(data=HEAD + turtle, format="turtle"))
    assert any(f.severity == severity and message in f.message for f in report.findings)


def test_an_empty_graph_conforms(store: Store) -> None:
    assert validate(store).conforms
