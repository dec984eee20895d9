"""Officials' sign-in: django-allauth's pages, but for what is different here."""

from datetime import datetime, timedelta
from typing import Any
from unicodedata import normalize

from allauth.account import views as account_views
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_GET

from fivestar.foundation.access import actor_of
from fivestar.foundation.clock import machine_now
from fivestar.responsibility import actions, queries
from fivestar.responsibility.cookies import device_key_in, drop_device_key

TOO_MANY_REQUESTS = 429
Credentials = dict[str, Any] | None


class SignOut(account_views.LogoutView):  # type: ignore[misc]  # allauth has no types
    """Leaves the session, and signs this device out for good if it was signed in by a code."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = device_key_in(request)
        device = queries.device_by_key(key, machine_now()) if key else None
        if device is not None and device.account == request.user:
            actions.revoke_device(actor=actor_of(request), device=device, at=machine_now())
        response: HttpResponse = super().post(request, *args, **kwargs)
        if key:
            drop_device_key(response)
        return response


class ChangePassword(account_views.PasswordChangeView):  # type: ignore[misc]  # allauth has no types
    """Only for accounts that have a password; one that signs in by a code never gets one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class ActivateSecondFactor(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Whoever sets the second factor up has just shown it: this session, and no other, counts as shown."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=Authenticator.Type.TOTP)
        return response


@login_required
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Leads to what is missing: setting the second factor up, or showing it in this session."""
    after = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        after, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        after = "/"
    if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return redirect("mfa_activate_totp")
    if not actor_of(request).has_second_factor:
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': after})}")
    return redirect(after)


def username_of(request: HttpRequest, credentials: Credentials) -> str:
    """The name that tries are counted under, however it was written.

    SECURITY: axes passes credentials under two different names, and allauth finds Organise and organise alike; counted
    under what was typed, every spelling would have tries of its own.
    """
    given = credentials or request.POST
    name = given.get("username") or given.get("login") or ""
    return normalize("NFKC", str(name)).casefold()


def locked_out(request: HttpRequest, _response: HttpResponse | None, credentials: Credentials) -> HttpResponse:
    """django-axes' answer while a lock-out lasts: says until when, not whether the account exists."""
    until = _locked_until(request, credentials)
    context = {"until": until, "minutes": _minutes_to(until)}
    return render(request, "responsibility/locked_out.html", context, status=TOO_MANY_REQUESTS)


def _locked_until(request: HttpRequest, credentials: Credentials) -> datetime:
    cool_off: timedelta | None = get_cool_off(request)
    assert cool_off is not None  # by the settings: a lock-out always ends by itself
    attempts = AccessAttempt.objects.filter(
        username=username_of(request, credentials), ip_address=get_client_ip_address(request)
    )
    last: datetime | None = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return (last or machine_now()) + cool_off


def _minutes_to(until: datetime) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, -((machine_now() - until) // timedelta(minutes=1)))
