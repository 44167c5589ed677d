import pytest

from tests.sporo_service.harness import Api, eventually, refused_while_streaming

UNKNOWN = "0" * 24


def _nothing_is_kept(api: Api) -> bool:
    return not list(api.service.store.uploads.iterdir()) and not api.service.store.open_jobs()


@pytest.mark.parametrize(
    ("files", "fields", "sentence"),
    [
        ([], {"foo": "bar"}, "Send at least one file, in the form field `files`."),
        ([("file", ("a.txt", b"x"))], {}, "The documents must be sent in the form field `files`."),
        ([("files", ("a.txt", b"x"))] * 51, {}, "More than 50 files were sent"),
        (
            [("files", ("a.txt", b"x"))],
            {f"f{number}": "" for number in range(101)},
            "The form's fields are too",
        ),
        ([("files", ("a.txt", b"x"))], {"foo": "x" * 20_000}, "The form's fields are too long"),
        ([("files", ("a.txt", b"x"))], {"webhook_url": "ftp://x"}, "The webhook_url must be a web address"),
        (
            [("files", ("a.txt", b"x"))],
            {"webhook_url": ["http://a", "http://b"]},
            "Send the field `webhook_url` o",
        ),
    ],
    ids=["no file", "another field", "51 files", "101 fields", "a long field", "ftp", "two webhooks"],
)
def test_a_wrong_form_is_refused_with_one_sentence_and_nothing_is_kept(
    files: list[tuple[str, tuple[str, bytes]]], fields: dict[str, str], sentence: str, api: Api
) -> None:
    answer = api.http.post("upload/", data=fields, files=files or {"foo": (None, b"bar")})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(sentence)
    assert _nothing_is_kept(api)


@pytest.mark.parametrize(
    "content_type",
    ["", "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary="],
)
def test_a_request_that_is_no_form_is_refused(content_type: str, api: Api) -> None:
    answer = api.http.post("upload/", content=b"{}", headers={"Content-Type": content_type})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("Send the documents as multipart/form-data")


def test_300_megabytes_are_refused_while_they_stream_and_nothing_is_kept(api: Api) -> None:
    head = b'--edge\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    with api.sending("upload/", "Transfer-Encoding: chunked") as connection:
        answer, sent = refused_while_streaming(connection, head, 300)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"The files are larger than 250 MB together" in answer
    assert 250 <= sent < 300
    eventually(lambda: _nothing_is_kept(api))


def test_a_form_that_says_its_300_megabytes_is_refused_before_it_is_sent(api: Api) -> None:
    sending = api.sending("upload/", "Content-Length: 300000000")
    with sending as connection, connection.makefile("rb") as answer:  # its head and its body may come apart
        assert any(b"The files are larger than 250 MB together" in line for line in answer)


@pytest.mark.parametrize("upload_id", ["nonsense", UNKNOWN[1:], UNKNOWN + "0", "g" * 24, "%00", "a b", "icd"])
def test_a_malformed_id_is_a_bad_request(upload_id: str, api: Api) -> None:
    answer = api.http.get(upload_id)
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "This is not a job id: one has 24 hexadecimal characters.",
    )
