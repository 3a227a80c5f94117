// Connects with pgx or lib/pq for each line of input, a JSON object of `string`.
package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"os"

	"github.com/jackc/pgconn"
	_ "github.com/lib/pq"
)

const query = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"

func withPgx(text string) (bool, error) {
	connection, err := pgconn.Connect(context.Background(), text)
	if err != nil {
		return false, err
	}
	defer connection.Close(context.Background())
	results, err := connection.Exec(context.Background(), query).ReadAll()
	return err == nil && string(results[0].Rows[0][0]) == "t", err
}

func withPq(text string) (ssl bool, err error) {
	pool, err := sql.Open("postgres", text)
	if err != nil {
		return false, err
	}
	defer pool.Close()
	err = pool.QueryRow(query).Scan(&ssl)
	return ssl, err
}

func main() {
	connect := withPgx
	if os.Args[1] == "pq" {
		connect = withPq
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var given struct {
			String string `json:"string"`
		}
		json.Unmarshal(lines.Bytes(), &given)
		answer := map[string]any{}
		if ssl, err := connect(given.String); err != nil {
			answer["error"] = err.Error()
		} else {
			answer["ssl"] = ssl
		}
		json.NewEncoder(os.Stdout).Encode(answer)
	}
}
