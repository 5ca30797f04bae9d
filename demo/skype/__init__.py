"""A simulated Skype for Business Server: UCWA 2.0 over loopback HTTP, as strict as the real one."""
