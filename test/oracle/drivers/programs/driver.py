"""Connects with a driver of Python for each line of input, a JSON object of `string`."""

import asyncio
import json
import sys

NAME = sys.argv[1]
SQL = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"


async def with_asyncpg(string):
    import asyncpg

    connection = await asyncpg.connect(string, timeout=30)
    try:
        return await connection.fetchval(SQL)
    finally:
        await connection.close()


def connect(string):
    if NAME == "asyncpg":
        return asyncio.run(with_asyncpg(string))
    module = __import__(NAME)
    connection = module.connect(string)
    try:
        cursor = connection.cursor()
        cursor.execute(SQL)
        return cursor.fetchone()[0]
    finally:
        connection.close()


for line in sys.stdin:
    try:
        answer = {"ssl": connect(json.loads(line)["string"])}
    except Exception as error:
        answer = {"error": str(error) or type(error).__name__}
    print(json.dumps(answer), flush=True)
