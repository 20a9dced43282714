// Lessons 1 to 10 on the real page, three times in a row: the start is as it promises, the solution passes.
import { after } from 'node:test';
import { testLessons } from '../support/lessons.ts';
import { closeAll } from '../support/visit.ts';

after(closeAll);
testLessons(1, 10);
