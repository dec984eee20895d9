"""Why a file cannot be kept. The message is an id with values, as everywhere in the house."""


class Unacceptable(Exception):  # noqa: N818 -- reads as the sentence "the file is unacceptable"
    """Nothing of the file was kept."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        super().__init__(message_id, values)
        self.message_id = message_id
        self.values = values
