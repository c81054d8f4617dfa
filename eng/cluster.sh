# Sourced by ./run cluster: several silos and web fronts on this machine, through Redis. Needs eng/prerequisites.sh, $root and $silo.

cluster_usage() {
    cat <<'END'
usage: ./run cluster [--silos N] [--webs N] [--port P] [--redis HOST:PORT] [MARKET AND ITS OPTIONS]
  --silos N   silo processes, 1 to 20; one of them holds the market, and when it dies another takes over. Default 3.
  --webs N    web-front processes, 1 to 20, at 127.0.0.1 from --port on. Default 2.
  --port P    first web port; silos use P+100 to P+319, a Redis started here P+400. Default 5080.
  --redis     a Redis that runs already, with appendonly yes and appendfsync always; otherwise one is started so and keeps its data in the data directory.
MARKET is simulate (default), replay PATH or none, with options as ./run --help lists them. Ctrl-C stops all in order.
END
}

# member NAME PORT ARGUMENTS...: starts a process of the cluster, out of reach of the terminal's Ctrl-C: this script stops them in order.
member() {
    local name=$1 port=$2
    shift 2
    setsid dotnet "$silo" "$@" --name "$name" --port "$port" --data-dir "$data" --cluster redis --redis "$redis" >"$data/logs/$name.log" 2>&1 &
    pids+=($!)
    names+=("$name")
}

# answers INDEX PORT: waits until that process serves.
answers() {
    local name=${names[$1]} tries
    for ((tries = 0; tries < 480; tries++)); do
        kill -0 "${pids[$1]}" 2>/dev/null || { tail -n 3 "$data/logs/$name.log" >&2; say "$name did not start: see $data/logs/$name.log"; return 1; }
        (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null && return
        sleep 0.25
    done
    say "$name does not answer on port $2 after two minutes: see $data/logs/$name.log"
    return 1
}

# stop_cluster: web fronts first, then the silos, and Redis when it was started here.
stop_cluster() {
    trap '' INT TERM
    trap - EXIT
    say "stopping"
    local group index
    for group in 'web-*' 'silo-*'; do
        for index in "${!pids[@]}"; do
            if [[ ${names[$index]} == $group ]]; then kill -TERM "${pids[$index]}" 2>/dev/null || true; fi
        done
        for index in "${!pids[@]}"; do
            if [[ ${names[$index]} == $group ]]; then wait "${pids[$index]}" || true; fi
        done
    done
    if [ -n "$redis_pid" ]; then
        kill -TERM "$redis_pid" 2>/dev/null || true
        wait "$redis_pid" || true
    fi
}

number() {
    [[ $2 =~ ^[0-9]{1,5}$ ]] && [ "$2" -ge "$3" ] && [ "$2" -le "$4" ] || fail "$1 is '$2': give $3 to $4."
}

run_cluster() {
    local silos=3 webs=2 port=5080 index
    redis='' redis_pid='' pids=() names=()
    while [ $# -gt 0 ]; do
        case $1 in
            --silos | --webs | --port | --redis)
                [ $# -ge 2 ] || fail "$1 needs a value. See ./run cluster --help."
                printf -v "${1#--}" %s "$2"
                shift 2
                ;;
            *) break ;;
        esac
    done
    number --silos "$silos" 1 20
    number --webs "$webs" 1 20
    number --port "$port" 1024 65000
    data=$TA_Host__DataDirectory/cluster
    mkdir -p "$data/logs" "$data/redis"
    trap 'exit 130' INT TERM
    trap stop_cluster EXIT
    if [ -z "$redis" ]; then
        need_debian_package redis-server redis-server
        redis=127.0.0.1:$((port + 400))
        setsid redis-server --bind 127.0.0.1 --port $((port + 400)) --dir "$data/redis" --appendonly yes --appendfsync always --save '' >"$data/logs/redis.log" 2>&1 &
        redis_pid=$!
    fi

    # Each market has a journal and states of its own.
    local market=simulate
    case ${1-} in
        none) market=push ;;
        replay) market=replay-$(printf %s "$(basename "${2-}")" | tr -c 'A-Za-z0-9._-' -) ;;
    esac
    export TA_Cluster__ServiceId=${TA_Cluster__ServiceId:-$market}

    # A run is a deployment of its own: what a killed one left in the list of members is not waited for.
    export TA_Cluster__ClusterId=run-$(date +%s)
    export TA_Cluster__StartAfterSilos=$silos
    [ $# -gt 0 ] || set -- simulate
    for ((index = 1; index <= silos; index++)); do
        member "silo-$index" $((port + 99 + index)) "$@" --role silo --silo-port $((port + 199 + index)) --gateway-port $((port + 299 + index))
    done
    for ((index = 1; index <= silos; index++)); do
        answers $((index - 1)) $((port + 99 + index)) || return 1
    done
    for ((index = 1; index <= webs; index++)); do
        member "web-$index" $((port + index - 1)) none --role web
    done
    for ((index = 1; index <= webs; index++)); do
        answers $((silos + index - 1)) $((port + index - 1)) || return 1
        say "web-$index: http://127.0.0.1:$((port + index - 1))   (status: /api/status)"
    done
    say "$silos silos, any of which may hold the market (/api/status says which); Redis at $redis; logs in $data/logs. Ctrl-C stops all."
    while [ ${#pids[@]} -gt 0 ]; do
        for index in "${!pids[@]}"; do
            if ! kill -0 "${pids[$index]}" 2>/dev/null; then
                say "${names[$index]} has ended: see $data/logs/${names[$index]}.log"
                unset "pids[$index]"
            fi
        done
        sleep 1
    done
}
