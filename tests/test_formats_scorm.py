"""The page in a SCORM 1.2 package, as a file: that it is whole, and as safe as the page itself."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from quiz.bank.read import read_bank
from quiz.formats import export_format
from quiz.formats.package import unpacked
from tests.test_formats_web import Elements, hostile_bank

BANK = read_bank(Path(__file__).parent / "bank.toml")
SCORM = export_format("scorm")
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.mark.parametrize("hostile", [False, True])
def test_the_manifest_names_the_page_as_scorm_asks(hostile: bool, tmp_path: Path) -> None:
    """The package has a manifest of SCORM 1.2 with one page that talks to the platform."""
    bank = hostile_bank(tmp_path) if hostile else BANK
    data = SCORM.written(bank, bank.questions)
    assert data == SCORM.written(bank, bank.questions)
    files = unpacked(data, "")
    assert [*files] == ["imsmanifest.xml", "index.html"]
    root = ET.fromstring(files["imsmanifest.xml"])  # noqa: S314 - ours
    assert root.tag == f"{CP}manifest"
    assert [each.tag.removeprefix(CP) for each in root] == [
        *("metadata", "organizations", "resources"),
    ]
    assert root.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
    (organisation,) = root.findall(f"{CP}organizations/{CP}organization")
    assert root.find(f"{CP}organizations[@default='{organisation.get('identifier')}']") is not None
    (item,) = organisation.findall(f"{CP}item")
    assert item.findtext(f"{CP}title") == bank.about.title[:200]
    (resource,) = root.findall(f"{CP}resources/{CP}resource")
    assert resource.get("identifier") == item.get("identifierref")
    assert (resource.get("type"), resource.get(f"{ADL}scormtype")) == ("webcontent", "sco")
    assert [resource.get("href")] == [each.get("href") for each in resource] == ["index.html"]
    ids = [each.get("identifier") for each in root.iter() if each.get("identifier")]
    assert len({*ids}) == len(ids)


def test_the_page_in_the_package_is_as_strict_as_the_other() -> None:
    """Its policy differs from that of the page for a browser in nothing but its script's hash."""

    def policy(page: bytes) -> str:
        (found,) = [
            each["content"] for _, each in Elements(page.decode()).all if "http-equiv" in each
        ]
        return re.sub(r"script-src '[^']+'", "", found)

    pages = (
        unpacked(SCORM.written(BANK, BANK.questions), ".html")["index.html"],
        export_format("web").written(BANK, BANK.questions),
    )
    assert policy(pages[0]) == policy(pages[1])
    assert [b"LMSInitialize" in each for each in pages] == [True, False]
