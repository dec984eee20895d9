"""The web server's way in (`granian --interface wsgi fivestar.config.wsgi:application`)."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivestar.config.settings")
application = get_wsgi_application()
# Models exist only now.
import_module("fivestar.config.wiring")
import_module("fivestar.config.start").refuse_demonstration_data()
