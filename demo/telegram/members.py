"""Chat members as the Bot API describes them (core.telegram.org/bots/api#chatmember)."""

from typing import Any

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
PRESENT = frozenset({"member", "administrator"})


def member_json(user: dict[str, Any], status: str) -> dict[str, Any]:
    """One member with a status: member, administrator, left or kicked."""
    member: dict[str, Any] = {"user": user, "status": status}
    if status == "kicked":
        member["until_date"] = 0
    if status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
    return member
