"""Jobs as docs/jobs.md describes them, from Python values. Defaults and rules are the library's."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Path = os.PathLike[str]


@dataclass(frozen=True)
class Text:
    """An article's text. Its name is shown in messages, and its extension tells the format, as a file's does."""

    text: str
    name: str = "article.md"
    picture_folder: str | Path | None = None  #: where figures are looked up; None: no figures


Article = str | Path | Text  #: the code of an article in the library, a file (pathlib.Path), or a text
Note = str | Path  #: a clinician's, in Markdown: the words themselves, or a file (pathlib.Path)
#: FHIR R4, in JSON: the text, what json.loads() makes of it, or a file (pathlib.Path)
Bundle = str | bytes | Mapping[str, Any] | Path


def article_json(article: Article) -> dict[str, str]:
    if isinstance(article, Text):
        made = {"text": article.text, "name": article.name}
        if article.picture_folder is not None:
            made["picture_folder"] = os.fspath(article.picture_folder)
        return made
    return {"code": article} if isinstance(article, str) else {"path": os.fspath(article)}


def articles_json(articles: Iterable[Article]) -> list[dict[str, str]]:
    if isinstance(articles, (str, bytes, os.PathLike, Text)):
        raise TypeError("articles must be a list: write [article]")
    return [article_json(article) for article in articles]


def note_json(note: Note) -> dict[str, str]:
    return {"text": note} if isinstance(note, str) else {"path": os.fspath(note)}


def bundle_json(bundle: Bundle) -> dict[str, str]:
    if isinstance(bundle, os.PathLike):
        return {"path": os.fspath(bundle)}
    if isinstance(bundle, Mapping):
        return {"text": json.dumps(bundle)}
    return {"text": bundle if isinstance(bundle, str) else bundle.decode("utf-8", "surrogateescape")}


def names_json(names: Iterable[str] | None) -> list[str] | None:
    if isinstance(names, str):
        raise TypeError("names must be a list: write [name]")
    return None if names is None else list(names)


def to_json(**fields: Any) -> bytes:
    """A job of the fields that are not None."""
    return json.dumps({key: value for key, value in fields.items() if value is not None}).encode("ascii")
