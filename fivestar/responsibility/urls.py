"""Addresses of `responsibility`. Of allauth's pages only those that exist here; nobody signs himself up."""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.urls import URLPattern, path

from fivestar.responsibility import (
    body_views,
    dispatch_views,
    duty_views,
    import_views,
    move_views,
    pairing_views,
    post_views,
    sign_in,
    views,
)

urlpatterns: list[URLPattern] = [
    path("enter/", views.enter, name="enter"),
    path("enter/<str:text>/", views.enter_by_link, name="enter_by_link"),
    path("d/<str:code>/entry/", views.entry_posts, name="entry_posts"),
    path("entry/<str:public_id>/", views.entry_post, name="entry_post"),
    path("entry/<str:public_id>/issue/", views.entry_issue, name="entry_issue"),
    path("entry/<str:public_id>/revoke/", views.entry_revoke, name="entry_revoke"),
    path("devices/", views.devices, name="devices"),
    path("devices/<str:public_id>/revoke/", views.device_revoke, name="device_revoke"),
    # The five duties.
    path("d/<str:code>/duties/pairing/", pairing_views.pairing, name="pairing"),
    path("d/<str:code>/duties/", duty_views.duties, name="duties"),
    path("d/<str:code>/duties/<str:township_code>/", duty_views.duties_township, name="duties_township"),
    path("b/<slug:public_id>/duties/", duty_views.branch_duties, name="branch_duties"),
    # Posts, and who moves out of them.
    path("d/<str:code>/posts/", post_views.posts, name="posts"),
    path("d/<str:code>/posts/import/", import_views.posts_import, name="posts_import"),
    path("d/<str:code>/posts/import/template.xlsx", import_views.posts_template, name="posts_template"),
    path("d/<str:code>/posts/import/<slug:public_id>/", import_views.post_file, name="post_file"),
    path(
        "d/<str:code>/posts/import/<slug:public_id>/confirm/",
        import_views.post_file_confirm,
        name="post_file_confirm",
    ),
    path(
        "d/<str:code>/posts/import/<slug:public_id>/withdraw/",
        import_views.post_file_withdraw,
        name="post_file_withdraw",
    ),
    path("d/<str:code>/posts/new/", post_views.post_new, name="post_new"),
    path("posts/<slug:public_id>/", post_views.post, name="post"),
    path("posts/<slug:public_id>/appoint/", post_views.post_appoint, name="post_appoint"),
    path("posts/<slug:public_id>/rename/", post_views.post_rename, name="post_rename"),
    path("posts/<slug:public_id>/end/", post_views.post_end, name="post_end"),
    path("people/<slug:public_id>/move/", move_views.move_person, name="move_person"),
    path("d/<str:code>/handovers/", move_views.handovers, name="handovers"),
    path("handovers/<slug:public_id>/", move_views.handover, name="handover"),
    path("handovers/<slug:public_id>/capsule.pdf", move_views.handover_pdf, name="handover_pdf"),
    # Leading group, task forces, work groups.
    path("d/<str:code>/bodies/", body_views.bodies_page, name="bodies"),
    path("bodies/<slug:public_id>/", body_views.body, name="body"),
    path("bodies/<slug:public_id>/seats/<slug:seat_id>/end/", body_views.seat_end, name="seat_end"),
    path(
        "bodies/<slug:public_id>/meetings/<slug:meeting_id>/<slug:act>/",
        body_views.body_meeting_act,
        name="body_meeting_act",
    ),
    path("bodies/<slug:public_id>/<slug:act>/", body_views.body_act, name="body_act"),
    path("dispatches/<slug:public_id>/", dispatch_views.dispatch, name="dispatch"),
    path("dispatches/<slug:public_id>/findings/", dispatch_views.finding_note, name="finding_note"),
    path("dispatches/<slug:public_id>/recall/", dispatch_views.recall, name="recall"),
    path("findings/<slug:public_id>/", dispatch_views.finding, name="finding"),
    path("findings/<slug:public_id>/settle/", dispatch_views.finding_settle, name="finding_settle"),
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
