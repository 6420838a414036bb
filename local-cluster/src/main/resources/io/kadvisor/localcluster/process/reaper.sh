# Ends every watched process and removes the folder ($1) as soon as its input ends, that is: when the
# parent closes the pipe or dies in any way. It works on stopped processes, too, which cannot watch
# a pipe of their own. It reads lines "watch PID" and "forget PID".
trap '' HUP INT TERM
folder=$1
watched=' '
while read -r verb pid; do
  case $verb in
    watch)
      watched="$watched$pid "
      ;;
    forget)
      case $watched in
        *" $pid "*) watched="${watched%%" $pid "*} ${watched#*" $pid "}" ;;
      esac
      ;;
  esac
done
for pid in $watched; do
  # the group first: a watched process leads its own and may have children
  kill -s KILL -- "-$pid" 2>/dev/null
  kill -s KILL "$pid" 2>/dev/null
done
attempts=100
until rm -rf -- "$folder" 2>/dev/null; do
  attempts=$((attempts - 1))
  [ "$attempts" -gt 0 ] || exit 1
  sleep 0.1
done
