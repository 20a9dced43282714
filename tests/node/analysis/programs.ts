// All programs of the tests of the analysis, by kind.
export * from './bindingPrograms.ts';
export * from './dataPrograms.ts';
export * from './laterPrograms.ts';
