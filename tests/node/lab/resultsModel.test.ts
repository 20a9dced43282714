// How results are looked at: order, columns, hidden rows, two compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresByGroup } from '../../../app/lab/figureWords.ts';
import { ResultsModel } from '../../../app/lab/ResultsModel.ts';
import { rowsOf } from '../../../app/lab/rows.ts';
import { sampleReport } from '../../support/labReport.ts';

const report = sampleReport();
const rows = rowsOf(report);
const order = (results: ResultsModel) => results.arrange(rows).map(({ index }) => index);

test('rows stand in the order of the experiment until a column sorts them, what is good first', () => {
	const results = new ResultsModel();
	assert.deepEqual(order(results), [0, 1, 2, 3, 4, 5, 6, 7]);
	results.sortBy('freedWithinPercent');
	assert.deepEqual(results.sort.value, { by: 'freedWithinPercent', descending: true });
	assert.deepEqual(order(results), [7, 6, 5, 2, 3, 4, 1, 0]);
	results.sortBy('freedWithinPercent');
	assert.deepEqual(order(results), [0, 1, 4, 3, 2, 5, 6, 7]);
	results.sortBy('policyTotalMs');
	assert.deepEqual(results.sort.value, { by: 'policyTotalMs', descending: false });
	results.sort.value = null;
	assert.deepEqual(order(results), [0, 1, 2, 3, 4, 5, 6, 7]);
});

test('rows without the figure come last either way', () => {
	const results = new ResultsModel();
	for (let turn = 0; turn < 2; turn++) {
		results.sortBy('usedToFreedP50Ms');
		assert.equal(order(results).at(-1), 0);
	}
});

test('columns are hidden and brought back', () => {
	const results = new ResultsModel();
	const first = results.figures();
	assert.ok(first.length < figuresByGroup.length && first.includes('labMs'));
	results.toggleFigure('labMs');
	assert.ok(!results.figures().includes('labMs'));
	results.toggleFigure('derefs');
	assert.ok(results.figures().includes('derefs'));
	results.showAllFigures();
	assert.deepEqual(results.figures(), figuresByGroup);
	results.showFirstFigures();
	assert.deepEqual(results.figures(), first);
});

test('a hidden row is neither compared nor lit', () => {
	const results = new ResultsModel();
	results.toggleCompared(2);
	results.toggleCompared(3);
	results.lit.value = 2;
	results.hideRow(2);
	assert.deepEqual(order(results), [0, 1, 3, 4, 5, 6, 7]);
	assert.deepEqual(results.compared.value, [3]);
	assert.equal(results.lit.value, null);
	results.hideRow(5);
	results.showRow(2);
	assert.deepEqual(order(results), [0, 1, 2, 3, 4, 6, 7]);
	results.showAllRows();
	assert.equal(order(results).length, 8);
});

test('two rows are compared; a third takes the place of the first', () => {
	const results = new ResultsModel();
	for (const index of [4, 1, 6]) results.toggleCompared(index);
	assert.deepEqual(results.compared.value, [1, 6]);
	results.swapCompared();
	assert.deepEqual(results.compared.value, [6, 1]);
	results.toggleCompared(6);
	assert.deepEqual(results.compared.value, [1]);
	results.compareNone();
	assert.deepEqual(results.compared.value, []);
});

test('what was chosen of rows stays while trials come in, and goes with other configurations; columns stay', () => {
	const results = new ResultsModel();
	results.shows({ experiment: report.experiment });
	results.toggleCompared(1);
	results.hideRow(2);
	results.sortBy('programMs');
	results.shows({ experiment: structuredClone(report.experiment) });
	assert.deepEqual([results.compared.value, [...results.hiddenRows.value]], [[1], [2]]);
	const [, ...configurations] = report.experiment.configurations;
	results.shows({ experiment: { ...report.experiment, configurations } });
	assert.deepEqual([results.compared.value, [...results.hiddenRows.value]], [[], []]);
	assert.equal(results.sort.value?.by, 'programMs');
});
