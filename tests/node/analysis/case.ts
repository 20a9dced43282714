// One program of the tests of the analysis, and what is to be suspected in it.

export interface Case {
	name: string;
	code: string;
	/** `KIND LINE CONFIDENCE [LINES OF THE OBJECTS]`, surest first. */
	suspects: string[];
}

export const listed = (name: string, code: string, ...suspects: string[]): Case => ({ name, code, suspects });

export const raw = (body: string) => `const { _MyClass__constructor, _MyClass__destructor } = instance.exports;
${body}`;

export const wrapper = (inside: string, rest = '') =>
	raw(`class Wrapper {
  constructor(n) {
    this.ptr = _MyClass__constructor(n);
${inside}
  }
  free() { _MyClass__destructor(this.ptr); }
}
for (let i = 0; i < 9; i++) { new Wrapper(i); await tick(); }
${rest}`);
