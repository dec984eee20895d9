"""Addresses of `finance`. A period is written as facts write it: 2023-Q2, 2023-05."""

from django.urls import URLPattern, path, register_converter

from fivestar.finance import import_views, publish_views, question_views, views


class _PeriodConverter:
    regex = r"\d{4}-(?:Q[1-4]|\d{2})"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_PeriodConverter, "ledger_period")

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/ledgers/", views.ledgers, name="ledgers"),
    path("d/<str:code>/ledgers/import/", import_views.import_ledgers, name="ledgers_import"),
    path("d/<str:code>/ledgers/import/template.xlsx", import_views.ledgers_template, name="ledgers_template"),
    path("d/<str:code>/ledgers/import/<slug:public_id>/", import_views.ledger_file, name="ledger_file"),
    path(
        "d/<str:code>/ledgers/import/<slug:public_id>/confirm/",
        import_views.confirm_ledgers,
        name="ledger_file_confirm",
    ),
    path(
        "d/<str:code>/ledgers/import/<slug:public_id>/withdraw/",
        import_views.withdraw_ledgers,
        name="ledger_file_withdraw",
    ),
    path("b/<slug:public_id>/ledger/", views.branch_ledger, name="branch_ledger"),
    path("b/<slug:public_id>/ledger/contracts/", views.contracts, name="ledger_contracts"),
    path("b/<slug:public_id>/ledger/property/", views.properties, name="ledger_property"),
    path("b/<slug:public_id>/ledger/debts/", views.debts, name="ledger_debts"),
    path("b/<slug:public_id>/ledger/questions/", question_views.questions, name="ledger_questions"),
    path("b/<slug:public_id>/ledger/<ledger_period:text>/", views.ledger_period, name="ledger_period"),
    path("b/<slug:public_id>/ledger/<ledger_period:text>/publish/", publish_views.publish, name="ledger_publish"),
    path("b/<slug:public_id>/ledger/<ledger_period:text>/ledger.xlsx", publish_views.as_workbook, name="ledger_xlsx"),
    path("b/<slug:public_id>/ledger/<ledger_period:text>/ledger.csv", publish_views.as_csv, name="ledger_csv"),
    path("b/<slug:public_id>/ledger/<ledger_period:text>/board.pdf", publish_views.as_print, name="ledger_print"),
]
