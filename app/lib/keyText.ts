// Keys as they are written on this keyboard.

export const isApple = () => /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** `Mod+Enter` is `Ctrl+Enter`, or `⌘+Enter` on Apple's keyboards. */
export const keyText = (keys: string) => keys.replace('Mod', isApple() ? '⌘' : 'Ctrl');
