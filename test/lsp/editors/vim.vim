" Opens a file in Vim with ALE, works on it as a user would, and writes what was seen as JSON.
function! Await(condition) abort
  let l:begin = reltime()
  while !a:condition()
    if reltimefloat(reltime(l:begin)) > 250
      throw 'nothing came'
    endif
    sleep 20m
  endwhile
endfunction

" What ALE gives to plugins that complete; it answers in insert mode alone.
function! Complete() abort
  let s:words = []
  let l:Keep = {items -> extend(s:words, map(copy(items), {_, one -> one.word}))}
  call ale#completion#GetCompletions('ale-callback', {'callback': l:Keep})
  call Await({-> !empty(s:words)})
  return ''
endfunction

function! Work() abort
  let l:seen = {}
  packadd ale
  let g:ale_completion_enabled = 0
  let g:ale_hover_to_preview = 1
  execute 'source ' . fnameescape($PGSSL_CONFIGURATION)
  execute 'edit ' . fnameescape($PGSSL_FILE)
  let l:buffer = bufnr('')
  call Await({-> !empty(ale#engine#GetLoclist(l:buffer))})
  let l:seen.diagnostics = map(copy(ale#engine#GetLoclist(l:buffer)), {_, one -> [one.lnum - 1, one.col - 1, one.code]})

  call cursor(2, 1)
  ALEHover
  call Await({-> !empty(filter(range(1, winnr('$')), {_, one -> getwinvar(one, '&previewwindow')}))})
  wincmd P
  let l:seen.hover = join(getline(1, '$'), "\n")
  pclose

  execute "normal! o\<C-r>=Complete()\<CR>"
  undo
  let l:seen.completion = s:words

  call cursor(1, 1)
  let l:before = getline(1)
  call ale#codefix#Execute(0, {data, items -> ale#codefix#ApplyLSPCodeAction(data, items[0][1])})
  call Await({-> getline(1) !=# l:before})
  let l:seen.fixed = getline(1)
  call ale#Queue(0)
  call Await({-> empty(ale#engine#GetLoclist(l:buffer))})
  ALEStopAllLSPs
  return l:seen
endfunction

try
  let s:seen = Work()
catch
  let s:seen = {'error': v:throwpoint . ': ' . v:exception}
endtry
call writefile([json_encode(s:seen)], $PGSSL_OUT)
qall!
