"""Pages of entry codes and devices. What the clerk sees of a code in the clear is the answer to her own POST."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.clock import machine_now
from fivestar.foundation.origin import origin_of
from fivestar.responsibility import actions, queries
from fivestar.responsibility.cookies import device_key_in, drop_device_key, keep_device_key
from fivestar.responsibility.decisions import CODE_LIVES, DEVICE_LIVES
from fivestar.responsibility.forms import EnterForm, IssueForm
from fivestar.responsibility.qr import qr_svg
from fivestar.territory.queries import district_or_404, today_in

TOO_MANY_REQUESTS = 429
CONFLICT = 409


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A device is signed in with a code: typed, or confirmed after a link."""
    form = EnterForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            entered = actions.enter_with_code(
                text=form.cleaned_data["code"], origin=origin_of(request), at=machine_now()
            )
        except (actions.UnableToEnter, actions.TooManyTries) as refused:
            form.add_error("code", str(refused))
            status = TOO_MANY_REQUESTS if isinstance(refused, actions.TooManyTries) else 400
        else:
            logout(request)  # whoever was signed in here before: from now on the device's key decides
            messages.success(request, gettext("这台设备已登录,{days} 天内不用再输码").format(days=DEVICE_LIVES.days))
            response = redirect("/")
            keep_device_key(response, entered.key)
            return response
    elif request.method == "POST":
        status = 400
    return render(request, "responsibility/enter.html", {"form": form}, status=status)


@never_cache
@require_GET
def enter_by_link(request: HttpRequest, text: str) -> HttpResponse:
    """Where a QR code leads: shows a button. Only the button uses the code up, so a preview of the link cannot."""
    form = EnterForm(initial={"code": text})
    return render(request, "responsibility/enter.html", {"form": form, "is_link": True})


@require_GET
def entry_posts(request: HttpRequest, code: str) -> HttpResponse:
    """The clerk's list: secretaries and helpers of her township, signed in or not."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "responsibility.hand_out_codes", district)
    text = request.GET.get("q", "").strip()
    context = {
        "district": district,
        "today": today_in(district),
        "lines": queries.code_posts(actor, district, text),
        "q": text,
    }
    return render(request, "responsibility/entry_posts.html", context)


@never_cache
@require_GET
def entry_post(request: HttpRequest, public_id: str) -> HttpResponse:
    """One post: who holds it, its devices, whether a code is open."""
    return _entry_post(request, _post(request, public_id))


@never_cache
@require_POST
def entry_issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Issues a code and shows it, with the QR code of its link, this once."""
    post = _post(request, public_id)
    form = IssueForm(request.POST)
    label = form.cleaned_data["label"] if form.is_valid() else ""
    try:
        issued = actions.issue_entry_code(actor=actor_of(request), post=post, at=machine_now(), label=label)
    except actions.UnableToIssueCode as refused:
        return _entry_post(request, post, error=str(refused), status=CONFLICT)
    link = request.build_absolute_uri(reverse("enter_by_link", args=[issued.code]))
    context = {
        "district": post.district,
        "post": post,
        "issued": issued,
        "link": link,
        "qr_svg": qr_svg(link),
        "minutes": CODE_LIVES.seconds // 60,
    }
    return render(request, "responsibility/entry_issued.html", context)


@require_POST
def entry_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stops the open code of a post."""
    post = _post(request, public_id)
    actions.revoke_entry_codes(actor=actor_of(request), post=post, at=machine_now())
    return redirect("entry_post", post.public_id)


def _post(request: HttpRequest, public_id: str) -> queries.Post:
    post = queries.post_for(actor_of(request), public_id)
    if post is None:
        raise Http404
    require(actor_of(request), "responsibility.issue_entry_code", post)
    return post


def _entry_post(request: HttpRequest, post: queries.Post, *, error: str = "", status: int = 200) -> HttpResponse:
    now = machine_now()
    today = today_in(post.district) if post.district else None
    context = {
        "district": post.district,
        "today": today,
        "post": post,
        "holder": queries.holder_of(post, today) if today else None,
        "devices": queries.devices_of_post(actor_of(request), post, now),
        "has_open_code": queries.has_open_code(post, now),
        "form": IssueForm(),
        "error": error,
    }
    return render(request, "responsibility/entry_post.html", context, status=status)


@require_GET
def devices(request: HttpRequest) -> HttpResponseBase:
    """The devices on which I am signed in."""
    actor = actor_of(request)
    if not actor.is_signed_in:
        return redirect("account_login")
    return render(request, "responsibility/devices.html", {"devices": queries.own_devices(actor, machine_now())})


@require_POST
def device_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """Signs a device out for good."""
    device = queries.device_by_public_id(public_id)
    if device is None:
        raise Http404
    actor = actor_of(request)
    actions.revoke_device(actor=actor, device=device, at=machine_now())
    messages.success(request, gettext("“{label}”已退出").format(label=device.label))
    is_own = device.account_id == actor.account_id
    response = redirect("devices") if is_own else redirect("entry_post", device.post.public_id)
    key = device_key_in(request)
    if is_own and key and queries.is_key_of(device, key):
        response = redirect("/")
        drop_device_key(response)
    return response
