"""What an administrator can do about each Trouble: which setting of ours, or which cmdlet on the server, to look at.

Cmdlets: Microsoft's PowerShell reference for Skype for Business Server.
"""

from domain.conference import Trouble

ADVICE = {
    # no connection
    Trouble.UNREACHABLE: (
        "Nothing answers, or the connection was cut. Check PLANERKA_SKYPE_URL, the firewall in between and the server."
    ),
    Trouble.NO_NAME: (
        "This machine does not resolve the name in brackets. Check PLANERKA_SKYPE_URL if it is set; otherwise check "
        "PLANERKA_SKYPE_DOMAIN (what follows the @ of the SIP address, not of the mail address) and that "
        "lyncdiscoverinternal or lyncdiscover in it is known here, or set PLANERKA_SKYPE_URL."
    ),
    Trouble.TOO_SLOW: (
        "The answer did not come, or did not end, in time. Check the load of the server and what lies in between."
    ),
    Trouble.CERTIFICATE: (
        "The certificate is not trusted, or made out to another name. Put the root certificate of the company's own "
        "authority into a PEM file and name that in PLANERKA_SKYPE_CA."
    ),
    Trouble.CERTIFICATE_EXPIRED: (
        "The certificate is out of date. Renew it on the server (Get-CsCertificate shows it), or set the clock of this "
        "machine."
    ),
    # not the server that was meant
    Trouble.WRONG_SERVER: (
        "What answers is no Skype for Business Server. Check PLANERKA_SKYPE_URL: it is the address of Autodiscover, "
        "such as https://lyncdiscoverinternal.example.org/, not that of a web page or of a conference."
    ),
    Trouble.WRONG_DOMAIN: (
        "The server does not know this domain. Compare PLANERKA_SKYPE_DOMAIN and PLANERKA_SKYPE_USER with "
        "Get-CsSipDomain."
    ),
    Trouble.MOVED: (
        "The account lives in the cloud, where rooms cannot be made this way. It has to be on a pool of your own: "
        "Get-CsUserPoolInfo shows where it is, Move-CsUser brings it back."
    ),
    Trouble.UNTRUSTED: (
        "The server, or a portal in between, names an address that was not followed; nothing was sent there. If that "
        "host is yours, add it, or the suffix it ends with, to PLANERKA_SKYPE_TRUSTED; plain http is never followed."
    ),
    # refused by the server
    Trouble.PASSWORD_REFUSED: (
        "The account was refused. Check PLANERKA_SKYPE_USER (user@domain or DOMAIN\\user, the name for signing in), "
        "PLANERKA_SKYPE_PASSWORD, and in Active Directory that the account is not locked and its password not out of "
        "date. Repeats may lock it, so the bot signs in again only when these settings change or `check` succeeds."
    ),
    Trouble.SIGN_IN: (
        "The server offers neither password nor Windows authentication, or refuses what it offers. Get-CsAuthConfig "
        "and Get-CsWebServiceConfiguration (UseWindowsAuth) show what it allows."
    ),
    Trouble.NOT_ALLOWED: (
        "The account may not make rooms. It has to be enabled (Enable-CsUser) and to have a conferencing policy that "
        "lets it schedule (Get-CsConferencingPolicy, Grant-CsConferencingPolicy)."
    ),
    Trouble.OPTION: (
        "The server does not allow what the setting in brackets asks of rooms. Take a value that it allows, or change "
        "the conferencing policy of the account (Get-CsConferencingPolicy, Grant-CsConferencingPolicy)."
    ),
    Trouble.LIMIT: (
        "The account has as many rooms, or sessions, as it may have. Delete old rooms, lower PLANERKA_SKYPE_KEEP_DAYS, "
        "or raise MaxScheduledMeetingsPerOrganizer (Set-CsUserServicesConfiguration)."
    ),
    Trouble.BUSY: (
        "The server says that it is overloaded or out of order. Get-CsWindowsService shows what runs on it."
    ),
    Trouble.GONE: (
        "The room just made is gone again: another program tidies up on this account. Give the bot one of its own."
    ),
    # an answer that cannot be read
    Trouble.PAGE: (
        "A web page came instead of an answer: from a proxy or portal in between, or from IIS where a part of the "
        "server does not run; or PLANERKA_SKYPE_URL is the address of a web page."
    ),
    Trouble.ERROR_INSIDE: (
        "An answer calls itself a success and holds an error. Look for something in between that rewrites answers."
    ),
    Trouble.TOO_BIG: (
        "An answer is larger than any that makes sense. Check what it is that answers at PLANERKA_SKYPE_URL."
    ),
    Trouble.NONSENSE: (
        "An answer, or our request, was not understood. Check for a proxy in between; otherwise please report it with "
        "the words in brackets."
    ),
    # on our side
    Trouble.NO_ACCOUNT: "The person's own account is not connected any more; they connect it again with /skype.",
    Trouble.MISCONFIGURED: (
        "A setting is wrong, most likely PLANERKA_SKYPE_URL or PLANERKA_SKYPE_CA; the words in brackets say more."
    ),
}
"""For people who look after servers; organizers read `handlers.views.conference_trouble`."""
