"""Files that people sent, given back."""

from django.http import FileResponse, Http404


def attachment(kept, name: str, content_type: str) -> FileResponse:
    """Always a download, of the type found at upload: no browser guesses or runs anything. 404: it is gone."""
    try:
        file = kept.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
