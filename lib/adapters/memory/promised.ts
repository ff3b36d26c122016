/** Work that is done at once, with its outcome as a promise: what it throws is a rejection, as with a real store. */
export const promised = <Result>(work: () => Result): Promise<Result> => new Promise((resolve) => resolve(work()))
