// What the page remembers between visits. Without storage it simply forgets.

export function kept(name) {
    try {
        return localStorage.getItem(`planerka-${name}`);
    } catch {
        return null;
    }
}

export function keep(name, value) {
    try {
        localStorage.setItem(`planerka-${name}`, value);
    } catch {
        // Storage is switched off.
    }
}
