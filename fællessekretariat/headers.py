"""The headers that every answer bears; hosting/nginx/headers.conf is made of them (python -m tools.nginx)."""

# Public pages: everything from this site, nothing inline. The admin's wider policy: core/middleware.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# What a browser could ask a visitor for, and no page of ours does. Films may fill the screen, staff have passkeys.
_NEVER = ["accelerometer", "browsing-topics", "camera", "display-capture", "encrypted-media"]
_NEVER += ["geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"]
_NEVER += ["payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"]
# Those that Django and django-csp have no setting for; a view may say otherwise of its own answer.
SITE_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NEVER),
}
