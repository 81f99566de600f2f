"""A page in the browser that shows a résumé as the PDF it becomes, anew after each save.

`server` serves it on loopback, behind `guard`; `app` says what there is to get; `session` knows
what is looked at and has it made; `making` is what its one worker process does, which alone sets
type and may be killed. The page itself is in `static/`. Owns Starlette and uvicorn.
"""
