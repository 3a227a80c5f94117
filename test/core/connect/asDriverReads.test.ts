import { expect, test } from "vitest";
import { asDriverReads } from "../../../server/src/core/features/connect/asDriverReads.ts";

test.each([
  [
    "pgjdbc",
    "jdbc:postgresql://h/d?user=a&sslmode=require&sslrootcert=/r",
    "postgresql://h/d?user=a&sslmode=require",
  ],
  [
    "pgjdbc",
    "jdbc:postgresql://h/d?ssl=true&sslrootcert=/r",
    "postgresql://h/d?sslmode=verify-full&sslrootcert=/r",
  ],
  ["pgjdbc", "jdbc:postgresql://h/d?ssl=true", "refused"],
  ["node-postgres", "postgres://h/d?sslmode=require", "postgres://h/d?sslmode=verify-full"],
  ["node-postgres", "postgres://h/d?application_name=x", "postgres://h/d?application_name=x&sslmode=disable"],
  ["prisma", "postgresql://h/d?schema=s&sslmode=verify-full", "postgresql://h/d?sslmode=prefer"],
  ["tokio-postgres", "postgresql://h/d?sslmode=prefer", undefined],
  [
    "pgx",
    "postgresql://h/d?sslmode=require&sslrootcert=/r",
    "postgresql://h/d?sslmode=verify-ca&sslrootcert=/r",
  ],
])("%s reads %s as libpq %s", (driver, text, expected) => {
  const reading = asDriverReads(text, driver);
  expect(reading?.isRefused ? "refused" : reading?.text).toBe(expected);
});
