"""The application of the FastAPI proof: python app.py PORT

Its handlers answer as proof/src/behaviour.rs says; `cors` is the generated file.
"""

import sys

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.routing import Route

import cors

OWN_CORS = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Credentials", "true"),
    ("Access-Control-Allow-Methods", "*"),
    ("Access-Control-Expose-Headers", "X-Upstream-Secret"),
]

BEHAVIOURS = {
    "missing": (404, []),
    "broken": (500, []),
    "own-cors": (200, OWN_CORS),
    "own-cors-broken": (500, OWN_CORS),
    "vary": (200, [("Vary", "Accept-Encoding"), ("Vary", "Accept-Language")]),
    "vary-origin": (200, [("Vary", "Origin")]),
    "not-modified": (304, []),
    "redirect": (302, [("Location", "/ok")]),
}


async def application(request: Request) -> Response:
    segment = request.url.path.rsplit("/", 1)[-1]
    if request.method == "OPTIONS":
        status, own = 200, [("Allow", "GET"), ("Access-Control-Allow-Origin", "*")]
    elif segment == "thrown":
        raise RuntimeError("an exception that no handler catches")
    else:
        status, own = BEHAVIOURS.get(segment, (200, []))
    body = "" if status == 304 else f"{request.method} {request.url.path}\n"
    response = Response(body, status_code=status, media_type=None)
    everywhere = [
        ("X-Reached-Application", "yes"),
        ("X-Request-Id", "1"),
        ("Content-Type", "text/plain"),
        ("Cache-Control", "no-cache"),
        ("X-Method", request.method),
    ]
    # `append`, not item assignment: a repeated `Vary` must stay two lines.
    for name, value in everywhere + own:
        response.headers.append(name, value)
    return response


class AnyMethod:
    """The same for the methods a FastAPI route cannot be declared for."""

    async def __call__(self, scope, receive, send):
        response = await application(Request(scope, receive))
        await response(scope, receive, send)


app = FastAPI(openapi_url=None)
app.add_api_route(
    "/{path:path}",
    application,
    methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    response_model=None,
)
app.router.routes.append(Route("/{path:path}", AnyMethod()))

if __name__ == "__main__":
    uvicorn.run(cors.Cors(app), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
