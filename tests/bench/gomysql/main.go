// Reads one binlog file from a server with go-mysql's BinlogSyncer, decoding every row, and prints
// "RESULT seconds rows". Arguments: port file endOffset.
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/go-mysql-org/go-mysql/mysql"
	"github.com/go-mysql-org/go-mysql/replication"
)

func main() {
	port, _ := strconv.Atoi(os.Args[1])
	end, _ := strconv.ParseUint(os.Args[3], 10, 32)
	syncer := replication.NewBinlogSyncer(replication.BinlogSyncerConfig{
		ServerID: 4711, Flavor: "mariadb", Host: "127.0.0.1", Port: uint16(port), User: "root"})
	defer syncer.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	began := time.Now()
	stream, err := syncer.StartSync(mysql.Position{Name: os.Args[2], Pos: 4})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	rows := 0
	for {
		event, err := stream.GetEvent(ctx)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if r, ok := event.Event.(*replication.RowsEvent); ok {
			rows += len(r.Rows)
		}
		if uint64(event.Header.LogPos) >= end {
			break
		}
	}
	fmt.Printf("RESULT %.6f %d\n", time.Since(began).Seconds(), rows)
}
