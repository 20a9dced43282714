// Tests of built pages: whatever a page reports that its test did not expect fails that test.
import { after, type TestContext, test } from 'node:test';
import { browserName, closeAll, openPage, type Visit, type VisitOptions } from './visit.ts';

export { until } from './until.ts';
export { browserName, type Visit, type VisitOptions } from './visit.ts';

/** No test may take longer. */
const kTestTimeoutMs = 60_000;

after(closeAll);

/** A test of one page, closed when the test ends; a failure leaves a screenshot in build/screenshots. */
export function pageTest(title: string, options: VisitOptions, body: (visit: Visit, t: TestContext) => Promise<void>) {
	test(title, { timeout: kTestTimeoutMs }, async (t) => {
		const { visit, context } = await openPage(options);
		try {
			await body(visit, t);
			visit.checkErrors();
		} catch (error) {
			await visit.screenshot(`failed-${browserName}-${title.replace(/[^a-z0-9]+/gi, '-')}`).catch(() => undefined);
			throw error;
		} finally {
			await context.close();
		}
	});
}
