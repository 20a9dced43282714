// Serves a folder of static files on 127.0.0.1: as a program dist/ (PORT, default 8000), as a module any folder.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/**
 * Serves `dir` at `base` (starts and ends with a slash). Port 0 takes any free one.
 * Rejects with the server's own error, such as EADDRINUSE. Nothing is cached, so a new bundle shows on reload.
 * With `gzip`, files that have a twin
 * named `.gz` are sent as that; the folder is then read once.
 * @param {{ dir: string, port: number, base?: string, gzip?: boolean }} options
 */
export async function serve({ dir, port, base = '/', gzip = false }) {
	const files = sirv(dir, gzip ? { gzip } : { dev: true });
	const server = createServer((request, response) => {
		if (!request.url?.startsWith(base)) {
			response.writeHead(404).end();
			return;
		}
		request.url = request.url.slice(base.length - 1);
		files(request, response);
	});
	/** @type {Promise<void>} */
	const listening = new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	await listening;
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
	return {
		url: `http://127.0.0.1:${address.port}${base}`,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

async function main() {
	const text = process.env.PORT ?? '8000';
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) {
		console.error(`PORT is "${text}", and must be a whole number from 1 to 65535.`);
		return 1;
	}
	try {
		const { url } = await serve({ dir: fileURLToPath(new URL('../dist', import.meta.url)), port });
		console.log(`\nSweepground is at ${url}  (Ctrl+C ends it)`);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		if (code === 'EADDRINUSE') {
			console.error(
				`Port ${port} is taken by another program. End that one, or choose another port: PORT=8080 ./build.sh`,
			);
		} else if (code === 'EACCES') {
			console.error(`Port ${port} may not be opened by this user. Choose one above 1023: PORT=8080 ./build.sh`);
		} else {
			throw error;
		}
		return 1;
	}
	return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
