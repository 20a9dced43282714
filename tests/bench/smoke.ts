// Whether this is a smoke run: each benchmark once, with next to nothing to do, so that none of them rots. The figures
// then mean nothing.
export const smoke = process.env.SMOKE === '1';

/** Rows and blocks in a scene. */
export const sceneRows = smoke ? 20_000 : 1_000_000;
