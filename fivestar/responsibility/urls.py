"""Addresses of `responsibility`. Of allauth's pages only those that exist here; nobody signs himself up."""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.urls import URLPattern, path

from fivestar.responsibility import sign_in, views

urlpatterns: list[URLPattern] = [
    path("enter/", views.enter, name="enter"),
    path("enter/<str:text>/", views.enter_by_link, name="enter_by_link"),
    path("d/<str:code>/entry/", views.entry_posts, name="entry_posts"),
    path("entry/<str:public_id>/", views.entry_post, name="entry_post"),
    path("entry/<str:public_id>/issue/", views.entry_issue, name="entry_issue"),
    path("entry/<str:public_id>/revoke/", views.entry_revoke, name="entry_revoke"),
    path("devices/", views.devices, name="devices"),
    path("devices/<str:public_id>/revoke/", views.device_revoke, name="device_revoke"),
    # Officials.
    path("sign-in/", account_views.login, name="account_login"),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("account/inactive/", account_views.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account_views.reauthenticate, name="account_reauthenticate"),
    path("account/password/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    # The second factor.
    path("second-factor/", sign_in.second_factor, name="second_factor"),
    path("account/second-factor/", mfa_views.index, name="mfa_index"),
    path("sign-in/second-factor/", mfa_views.authenticate, name="mfa_authenticate"),
    path("account/second-factor/show/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/activate/", sign_in.ActivateSecondFactor.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/deactivate/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/recovery-codes/file/", recovery_views.download_recovery_codes, name="mfa_download_recovery_codes"),
]
