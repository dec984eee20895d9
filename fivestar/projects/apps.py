"""Registration of `projects` with Django."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "fivestar.projects"
    label = "projects"
    verbose_name = "项目"
