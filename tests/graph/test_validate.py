import pytest
from rdflib import Graph
from rdflib.namespace import OWL, PROV, RDF, RDFS, SH, SKOS

from graph.stores import Store
from graph.validate import shapes, validate, validate_graph
from ontology.terms import ELI, PREFIXES, VND_SOURCE

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def test_the_real_documents_have_no_error(linked_seeds: Store) -> None:
    report = validate(linked_seeds)
    assert report.conforms
    assert {finding.message["vi"] for finding in report.findings} == {
        "Không rõ ngày ban hành của văn bản.",
        "Không rõ số, ký hiệu của văn bản.",
        "Giá trị suy ra không kèm lý do.",  # the gold facts give none
        "Chữ ký không có bằng chứng.",  # gold does not tell where signers are printed
    }


def test_the_samples_have_no_error(sample_graph: Graph) -> None:
    report = validate_graph(sample_graph)
    assert report.conforms
    assert {f.message["vi"] for f in report.findings} == {
        "Có nhiều văn bản phù hợp với lượt dẫn chiếu này; cần người xác định.",
        "Tên người ký được in khác nhau; có thể do nhận dạng chữ sai.",
    }


def test_every_class_has_a_shape(sample_graph: Graph) -> None:
    vocabulary = Graph().parse(data=VND_SOURCE)
    abstract = set(vocabulary.objects(None, RDFS.subClassOf))
    described = {ELI.Organization, ELI.ResourceType, PROV.Person, SKOS.Concept}  # with what refers to them
    classes = {*vocabulary.subjects(RDF.type, OWL.Class), *sample_graph.objects(None, RDF.type)} - abstract - described
    assert classes - set(shapes().objects(None, SH.targetClass)) == set()


@pytest.mark.parametrize(
    ("turtle", "severity", "message"),
    [
        ("<x:w> a eli:LegalResource ; eli:type_document type:ct .", "error", "đúng một tên gọi"),
        (
            "<x:w> a eli:LegalResource ; rdfs:label 'a' ; eli:type_document type:ct ; eli:number 'số một' .",
            "warning",
            "không đúng thể thức",
        ),
        ("<x:d> a eli:LegalExpression ; eli:realizes <x:w> .", "error", "đúng một tệp"),
        ("<x:p> a oa:TextPositionSelector ; oa:start 5 ; oa:end 3 .", "error", "đứng trước"),
        ("<x:s> a vnd:RelationStatement .", "error", "không có bằng chứng"),
        ("<x:s> vnd:planned true ; rdf:predicate eli:repeals .", "error", "đã bãi bỏ"),
        ("<x:c> a vnd:EmulationCampaign ; skos:prefLabel 'a' ; vnd:campaignKind 'hội thi' .", "error", "không hợp lệ"),
        ("<x:a> a org:Organization .", "error", "đúng một tên"),
        ("<x:a> a org:Organization .", "error", "đúng một loại"),
        ("<x:a> a org:Organization ; org:classification type:ct . type:ct a skos:Concept .", "error", "đúng một loại"),
        ("<x:f> a schema:MediaObject ; schema:sha256 'abc' .", "error", "giá trị băm"),
        ("<x:f> a eli:Format ; eli:embodies <x:1>, <x:2> .", "error", "thể hiện đúng một văn bản"),
        ("<x:p> a eli:LegalResourceSubdivision ; rdfs:label 'Điều 1' .", "error", "điều khoản lớn hơn"),
        ("<x:p> a eli:LegalResourceSubdivision ; rdfs:label 'điểm a', 'điểm A' .", "note", "nhiều cách"),
        ("<x:t> a vnd:DateMention ; rdf:value '30/01/2021' .", "error", "không đúng dạng"),
        ("<x:h> a vnd:HeaderEvidence ; vnd:field 'stamp' .", "error", "Thành phần"),
        ("<x:i> a vnd:InferredValue ; vnd:field 'date' ; rdf:value '2021-01-30' .", "warning", "không kèm lý do"),
        ("<x:l> a vnd:StatedLink ; vnd:statedRelation type:ct .", "error", "phải rõ"),
        ("<x:m> a vnd:AgencyMention ; vnd:printedName 'Sở' ; oa:hasBody <x:a> .", "error", "đúng một cơ quan"),
        ("<x:m> a vnd:CampaignMention ; oa:hasBody <x:c> .", "error", "đúng một phong trào"),
        ("<x:q> a oa:TextQuoteSelector ; oa:exact '' .", "error", "phải có chữ"),
        ("<x:r> a oa:SpecificResource ; oa:hasSource <x:f> .", "error", "không thuộc tệp"),
        ("<x:k> a vnd:Candidate ; vnd:score 1.5 .", "error", "Điểm phải từ 0 đến 1"),
        ("<x:g> a prov:Attribution ; prov:agent <x:n> ; vnd:capacity 'thay mặt' .", "error", "Quyền hạn ký"),
        ("<x:s> vnd:planned true ; rdf:predicate eli:amends .", "error", "đã sửa đổi"),
        ("<x:k> a vnd:Task ; vnd:rule 'whim' .", "error", "Cách giao nhiệm vụ"),
        ("<x:k> a vnd:Task ; vnd:lead <x:a> ; vnd:supporting <x:a> .", "warning", "Cơ quan chủ trì"),
        ("<x:k> vnd:due <x:t> . <x:t> a time:ProperInterval .", "error", "phải có ngày cuối"),
        ("<x:g> a vnd:Target ; vnd:comparison '=<' .", "error", "Cách so sánh"),
        ("<x:g> vnd:quantity <x:q> . <x:q> schema:minValue 3.0 ; schema:maxValue 2.0 .", "error", "một giá trị hoặc"),
        ("<x:g> vnd:quantity <x:q> . <x:q> schema:unitText '%' .", "error", "một giá trị hoặc"),
        ("<x:n> a vnd:AnniversaryMention ; vnd:years 0 .", "error", "Số năm kỷ niệm"),
        ("<x:c> vnd:commemorates <x:e> .", "error", "chưa được mô tả"),
        ("<x:s> a prov:Attribution ; vnd:capacity 'thay' .", "error", "Quyền hạn ký"),
        ("<x:p> a prov:Person ; schema:name 'Lò Văn Báo', 'Lo Van Bao' .", "note", "in khác nhau"),
        ("<x:m> a vnd:InstrumentMention ; vnd:candidate <x:1> .", "note", "cần người xác định"),
    ],
)
def test_findings_in_words(turtle: str, severity: str, message: str) -> None:
    report = validate_graph(Graph().parse(data=HEAD + turtle, format="turtle"))
    assert any(f.severity == severity and message in f.message["vi"] for f in report.findings)


def test_an_empty_graph_conforms(store: Store) -> None:
    assert validate(store).conforms
