"""The community templates, in pages."""

from typing import Annotated

from fastapi import APIRouter, Query

from sporo_service import examples
from sporo_service.openapi import answers
from sporo_service.routes.asked import Asked
from sporo_service.schemas import TemplateLine, TemplatePage

router = APIRouter(prefix="/templates", tags=["Templates"])

PAGE = 20
LARGEST_PAGE = 100


@router.get("/community/", include_in_schema=False)
@router.get("/community", responses=answers(examples.TEMPLATES, 400))
def list_community_templates(
    asked: Asked,
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=0)] = PAGE,
    name: str = "",
    search: str = "",
) -> TemplatePage:
    """One page of the templates that match."""
    found, count = asked.service.catalog.search(name, search, skip, min(limit, LARGEST_PAGE))
    lines = [TemplateLine.model_validate(one, from_attributes=True) for one in found]
    return TemplatePage(data=lines, count=count)
