// Settings kept in the browser between visits, where it has storage.

export function stored(name) {
    try {
        return localStorage.getItem(`planerka-${name}`);
    } catch {
        return null;
    }
}

export function store(name, value) {
    try {
        localStorage.setItem(`planerka-${name}`, value);
    } catch {
        // Storage is switched off.
    }
}
