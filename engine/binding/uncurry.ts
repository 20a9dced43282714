// Methods as functions of their receiver, taken before a program can replace them.

/** `uncurry(f)(self, a)` is `f.call(self, a)`, whatever a program does to `call`. */
export const uncurry = Function.prototype.bind.bind(Function.prototype.call) as <A extends unknown[], R>(
	fn: (...args: A) => R,
) => (self: unknown, ...args: A) => R;
