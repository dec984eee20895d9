"""Django's settings, in three modes: `demonstration` (the default), `production` and `test`.

Production refuses what only a demonstration may have: debugging, a generated secret, plain HTTP, a database nobody
named. All of it comes from the environment (`env.py`), each variable read once; docs list them.
"""

import os
from datetime import date, timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.contrib.messages import constants
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from fivestar.config.env import Environment
from fivestar.config.secrets import demanded_secret, generated_log_key, generated_secret, given_log_key

env = Environment(os.environ)

BASE_DIR = Path(__file__).resolve().parents[2]
MODE = env.choice("MODE", ("demonstration", "production", "test"))
IS_PRODUCTION = MODE == "production"
IS_DEMONSTRATION = MODE == "demonstration"
VAR_DIR = env.folder("VAR", default=BASE_DIR / "var")
RULEBOOK_DIR = env.folder("RULEBOOKS", default=BASE_DIR / "rulebook")

DEBUG = env.flag("DEBUG", default=False)
if IS_PRODUCTION and DEBUG:
    raise ImproperlyConfigured("FIVESTAR_DEBUG is on: production never shows its insides")

SECRET_KEY = demanded_secret(env.text("SECRET")) if IS_PRODUCTION else generated_secret(VAR_DIR / "secret")

# --- The key by which the public log signs its heads: PEM, or the path of its file ---
_log_key = env.text("LOG_KEY")
if IS_PRODUCTION and not _log_key:
    raise ImproperlyConfigured("FIVESTAR_LOG_KEY is missing: production signs its public log with a key of its own")
if _log_key:
    LOG_KEY = given_log_key(_log_key, is_production=IS_PRODUCTION)
else:
    LOG_KEY = generated_log_key(VAR_DIR / "log-key.pem")

# --- The demonstration's own day; set in production it is an unknown variable and refused. ---
DEMONSTRATION_DATE = date(2023, 9, 15)
if not IS_PRODUCTION:
    DEMONSTRATION_DATE = env.day("DEMONSTRATION_DATE", default=DEMONSTRATION_DATE)

# --- Addresses ---
ORIGIN = env.origin("ORIGIN", default="http://127.0.0.1:8000")
IS_SECURE = ORIGIN.startswith("https://")
if IS_PRODUCTION and not IS_SECURE:
    raise ImproperlyConfigured("FIVESTAR_ORIGIN is missing or plain HTTP: production needs https://…")
ALLOWED_HOSTS = [ORIGIN.split("//")[1].split(":")[0]]
if not IS_PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_SECURE
SESSION_COOKIE_NAME = "fivestar_session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day; a secretary's device is given 180 days at sign-in
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # the host may share its parent with other offices
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# SECURITY: only behind a proxy that overwrites this header; without one anybody could send it.
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- What runs ---
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # The features, from the bottom up.
    "fivestar.foundation",
    "fivestar.territory",
    "fivestar.responsibility",
    "fivestar.standards",
    "fivestar.evidence",
    "fivestar.facts",
    "fivestar.meetings",
    "fivestar.notices",
    "fivestar.finance",
    "fivestar.scorecards",
    "fivestar.shortfalls",
    "fivestar.projects",
    "fivestar.rechecks",
    "fivestar.fieldwork",
    "fivestar.disclosure",
    "fivestar.desk",
    "fivestar.demonstration",
    # After the features, so that their templates win.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fivestar.foundation.unseen.UnseenMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # slow lines; Django masks its tokens and pads against BREACH
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fivestar.foundation.middleware.FragmentMiddleware",
    "fivestar.responsibility.middleware.ActorMiddleware",
    "fivestar.foundation.middleware.MethodMiddleware",  # within the actor: its page has the frame
    "fivestar.foundation.middleware.SizeMiddleware",  # before any view or form check reads a body
    "fivestar.foundation.middleware.NulMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it answers a lock-out
]
ROOT_URLCONF = "fivestar.config.urls"
WSGI_APPLICATION = "fivestar.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "fivestar.foundation.context.page",
            ],
        },
    },
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Database ---
_default_database = "" if IS_PRODUCTION else f"sqlite:///{VAR_DIR / 'fivestar.sqlite3'}"
DATABASES = {"default": env.database("DATABASE", default=_default_database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if MODE == "test" and "sqlite" in str(DATABASES["default"]["ENGINE"]):
    # A file, not memory: the tests must meet WAL, IMMEDIATE and real locks.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

# --- Who signs in ---
AUTH_USER_MODEL = "responsibility.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses while a lock-out lasts
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")  # speed only
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # nobody is asked for a mail address
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # no page offers it; allauth wants it consistent
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "fivestar.responsibility.adapter.AccountAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/900s/key"}  # of second factors; wrong passwords axes counts
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_ADAPTER = "fivestar.responsibility.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # half a minute either way: telephones' clocks differ
MFA_TOTP_ISSUER = "五星支部"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says until when, and keeps its word
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "fivestar.responsibility.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "fivestar.foundation.origin.origin_as_address"  # a pseudonym of the day, no address
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "fivestar.responsibility.sign_in.username_of"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins belong in the audit, not in a second list of addresses

# --- Language and time ---
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "fivestar" / "locale"]
LANGUAGE_COOKIE_NAME = "fivestar_language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Messages: the words of the style sheet (`notice--done`, `notice--fault`) ---
MESSAGE_TAGS = {constants.SUCCESS: "done", constants.WARNING: "warn", constants.ERROR: "fault"}

# --- Files brought as evidence: a folder, or a bucket of an S3-compatible store ---
_evidence: dict[str, object] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    # Outside everything the web server gives out: its bytes leave only through the access table.
    "OPTIONS": {
        "location": VAR_DIR / "evidence",
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    },
}
_bucket = {
    "address": env.bucket("BUCKET"),
    "key_id": env.text("BUCKET_KEY"),
    "secret": env.text("BUCKET_SECRET"),
    "region": env.text("BUCKET_REGION", "us-east-1"),
}
if _bucket["address"]:
    if not (_bucket["key_id"] and _bucket["secret"]):
        raise ImproperlyConfigured("FIVESTAR_BUCKET needs FIVESTAR_BUCKET_KEY and FIVESTAR_BUCKET_SECRET")
    _evidence = {"BACKEND": "fivestar.evidence.buckets.BucketStorage", "OPTIONS": _bucket}

# --- Pages for villagers, kept in memory until anything on them changes ---
KEEPS_PAGES = env.flag("PAGE_CACHE", default=MODE != "test")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 4000},  # some 5 kB each
    },
}

# --- Static files ---
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "files"}},
    "evidence": _evidence,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Tests and debugging read static files where they are written, unhashed.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or MODE == "test"
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# --- What a page may load: the house's own files, nothing written into the page but the import map ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the style sheet's own small icons
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "report-uri": "/csp-report/",
    },
}

# --- Mail and logs ---
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # digests go by apprise, nothing else is sent
# Groups that are told once a day how many rectifications are late: unit code → addresses of apprise, keys and all.
# Made by `fivestar serve` for its web processes; without it each counts for itself.
FLOOD_COUNTS = env.text("FLOOD_COUNTS")
DIGESTS = env.addresses("DIGESTS")
LOG_LEVEL = env.text("LOG_LEVEL", "INFO").upper()
# Whoever reports something, and whoever of the committee opens his link, is not to be found by when he came.
UNSEEN_PATHS = (r"/d/[^/]+/open/voices\b", r"/check/")
_SUSPICIONS = ("RequestDataTooBig", "SuspiciousOperation", "TooManyFieldsSent", "TooManyFilesSent")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"unseen": {"()": "fivestar.foundation.unseen.Unseen"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["unseen"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": LOG_LEVEL},
        "django.server": {"handlers": [], "propagate": True},
        # At the source too: whatever else listens there hears nothing of these pages.
        "django.request": {"filters": ["unseen"]},
        **{f"django.security.{one}": {"filters": ["unseen"]} for one in _SUSPICIONS},
        # Both write names and network addresses of people; what matters is in the audit.
        "axes": {"level": "ERROR"},
        "allauth": {"level": "ERROR"},
    },
}

env.refuse_unread()
