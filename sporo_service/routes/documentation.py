"""The OpenAPI document, and a page to read it and try it: all from this machine, no network needed."""

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from sporo_service.openapi import describe

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def openapi_document(request: Request) -> JSONResponse:
    """The document, with the address that it was asked for at."""
    servers = [{"url": request.scope.get("root_path", "") or "/"}]
    return JSONResponse({**describe(request.app), "servers": servers})


@router.get("/docs")
def documentation_page(request: Request) -> HTMLResponse:
    """The document as a page; its addresses are relative, so that it works behind any proxy."""
    return get_swagger_ui_html(
        openapi_url="openapi.json",
        title=f"{request.app.title}: how to use it",
        swagger_js_url="docs-files/swagger-ui-bundle.js",
        swagger_css_url="docs-files/swagger-ui.css",
        swagger_favicon_url="docs-files/favicon.png",
        oauth2_redirect_url=None,
    )


def mount_files(app: FastAPI) -> None:
    """What the page loads: Swagger UI's own files, from an installed package."""
    app.mount("/docs-files", StaticFiles(packages=[("fastapi_offline", "static")]), name="docs-files")
