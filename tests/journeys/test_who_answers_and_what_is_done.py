"""The pages of who answers and of the work, each as whoever works on it finds it: on a phone first, then at a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

DISTRICT = "/d/990001/"
TOLD = "SELECT public_id FROM territory_branch WHERE name = '青塘村党支部'"
FIRST = {
    "body": "SELECT public_id FROM responsibility_department WHERE name = '产业兴旺工作专班'",
    "group": "SELECT public_id FROM responsibility_department WHERE name = '第一专项工作组'",
    "department": "SELECT public_id FROM responsibility_department WHERE name = '区公安局'",
    "dispatch": "SELECT public_id FROM responsibility_dispatch ORDER BY id LIMIT 1",
    "post": "SELECT public_id FROM responsibility_post WHERE title = '柳河镇包乡领导'",
    "mover": "SELECT person.public_id FROM responsibility_person person JOIN responsibility_holding held"
    " ON held.person_id = person.id JOIN responsibility_post post ON post.id = held.post_id"
    " WHERE post.title = '柳河镇包乡领导'",
    "screening": "SELECT public_id FROM shortfalls_screening ORDER BY id LIMIT 1",
    "shortfall": "SELECT public_id FROM shortfalls_shortfall WHERE owner_id IS NOT NULL AND branch_id ="
    " (SELECT id FROM territory_branch WHERE name = '青塘村党支部') ORDER BY id LIMIT 1",
    "project": "SELECT public_id FROM projects_project WHERE title = '粮食烘干车间（演示）'",
    "to_hold": "SELECT public_id FROM fieldwork_jointmeeting WHERE held_on IS NULL",
    "held": "SELECT public_id FROM fieldwork_jointmeeting WHERE held_on IS NOT NULL",
    "decision": "SELECT public_id FROM fieldwork_decision ORDER BY id LIMIT 1",
    "visit": "SELECT visit.public_id FROM fieldwork_visit visit JOIN fieldwork_problem problem"
    " ON problem.visit_id = visit.id WHERE visit.branch_id = (SELECT id FROM territory_branch"
    " WHERE name = '青塘村党支部') LIMIT 1",
    "tour": "SELECT public_id FROM fieldwork_tour WHERE closed_at IS NOT NULL",
    "notice": "SELECT public_id FROM notices_notice WHERE corrects_id IS NOT NULL",
}
PAGES = {
    "organiser": """
        /today/ {district}duties/ {district}duties/990001001/ {district}duties/pairing/ {district}posts/
        {district}posts/new/ {district}posts/import/ /posts/{post}/ /people/{mover}/move/ {district}handovers/
        {district}bodies/ /bodies/{body}/ /bodies/{group}/ /bodies/{department}/ /dispatches/{dispatch}/
        {district}plan/ {district}targets/ {district}shortfalls/ {district}shortfalls/screenings/
        {district}shortfalls/screenings/{screening}/ {district}projects/ {district}joint-meetings/
        {district}joint-meetings/{to_hold}/ {district}joint-meetings/{held}/ {district}visits/
        {district}tours/ {district}tours/{tour}/
    """,
    "secretary": """
        /today/ /b/{told}/duties/ /b/{told}/target/ /b/{told}/shortfalls/ /b/{told}/shortfalls/{shortfall}/
        /b/{told}/projects/ /b/{told}/projects/new/ /b/{told}/projects/{project}/ /b/{told}/notices/
        /b/{told}/notices/?kind=party /notices/{notice}/
    """,
    "leader": "/today/ /b/{told}/visits/ /b/{told}/visits/{visit}/ {district}decisions/{decision}/",
}
UNSAID = r"""() => document.querySelector("main").innerText
    .match(/\bNone\b|\bTrue\b|\bFalse\b|%\(\w+\)s|\{\w+\}/g)"""


def test_every_page_is_there_for_everybody_on_a_phone_and_at_a_desk(
    house: House, someone: Callable[..., Person]
) -> None:
    there = {name: house.ask(question)[0][0] for name, question in FIRST.items()}
    there |= {"told": house.ask(TOLD)[0][0], "district": DISTRICT}
    for role, paths in PAGES.items():
        reader = someone(LARGER_PHONE)
        reader.enters_as(role)
        for path in paths.format_map(there).split():
            reads(reader, path)


def reads(reader: Person, path: str) -> None:
    reader.takes(LARGER_PHONE)
    assert reader.opens(path) == 200, path
    expect(reader.page.locator("h1")).to_have_count(1)
    expect(reader.page.locator(".mark-demo").first).to_be_visible()
    assert reader.page.evaluate(UNSAID) is None, path
    assert reader.barriers() == []
    assert reader.is_as_wide_as_the_screen(), path
    reader.takes(DESK)
    assert reader.is_as_wide_as_the_screen(), path
