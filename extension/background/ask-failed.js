/**
 * Why was nothing learned?
 */

/** @typedef {import('../shared/types.js').FailureKind} FailureKind */

/** Nothing was learned, and this is why. */
export class AskFailed extends Error {
  /**
   * @param {FailureKind} failure
   * @param {{detail?: string|null, retryAt?: string|null, problem?: import('../shared/validation.js').Problem|null,
   *   cause?: unknown}} [more]
   */
  constructor(failure, { detail = null, retryAt = null, problem = null, cause } = {}) {
    super(detail ? `${failure}: ${detail}` : failure, { cause });
    this.name = 'AskFailed';
    this.failure = failure;
    this.detail = detail;
    this.retryAt = retryAt;
    this.problem = problem;
  }
}
