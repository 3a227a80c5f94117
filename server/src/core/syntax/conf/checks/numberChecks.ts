/** Says why the server refuses a number inside the range of its setting; in the setting's unit. */
type NumberCheck = (value: number) => string | undefined;

/** Since 17 the caches of single-purpose logs are cut into banks of 16 pages. */
const wholeBanks: NumberCheck = (value) =>
  value % 16 === 0 ? undefined : "it must be a multiple of 16 pages";

/** The checks that single numeric settings have beside their range. */
export const numberChecks: Readonly<Record<string, NumberCheck>> = {
  commit_timestamp_buffers: wholeBanks,
  io_max_concurrency: (value) => (value === 0 ? "write -1 (the server chooses) or more than 0" : undefined),
  multixact_member_buffers: wholeBanks,
  multixact_offset_buffers: wholeBanks,
  notify_buffers: wholeBanks,
  serializable_buffers: wholeBanks,
  subtransaction_buffers: wholeBanks,
  transaction_buffers: wholeBanks,
  vacuum_buffer_usage_limit: (value) =>
    value === 0 || value >= 128 ? undefined : "write 0, or 128 kB or more",
};
