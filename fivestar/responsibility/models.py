"""Accounts: ways to sign in. Who it is stands in `Person`; what he may do in the posts he holds."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models

from fivestar.foundation.clock import machine_now


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; one without a password signs in by a device key only."""

    def create_user(self, username: str, password: str | None = None) -> "Account":
        account = self.model(username=self.model.normalize_username(username))
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in: a name and a password, nothing about the person.

    There are no groups, flags or superusers: power comes from posts alone.
    """

    username = models.CharField(max_length=64, unique=True, validators=[UnicodeUsernameValidator()])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=machine_now, editable=False)
    last_login = None  # when somebody last came is nobody's business

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.username
