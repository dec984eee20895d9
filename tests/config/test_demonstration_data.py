"""Production does not serve what a demonstration left in the database."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from fivestar.config.start import refuse_demonstration_data
from fivestar.territory.models import Region
from tests.cast import Cast


def test_production_refuses_a_database_with_a_fictitious_district(cast: Cast) -> None:
    with override_settings(IS_PRODUCTION=True), pytest.raises(ImproperlyConfigured) as refusal:
        refuse_demonstration_data()

    assert str(refusal.value) == (
        f"The database holds the fictitious district {cast.district.code}: production needs one of its own"
    )


def test_production_serves_a_real_district(cast: Cast) -> None:
    Region.objects.update(is_fictitious=False, own_date=None)

    with override_settings(IS_PRODUCTION=True):
        refuse_demonstration_data()


def test_a_demonstration_serves_its_fictitious_district(cast: Cast) -> None:
    with override_settings(IS_PRODUCTION=False):
        refuse_demonstration_data()
