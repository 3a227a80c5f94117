-- Opens a manifest in Neovim with the configuration of server/docs/editors.md, works on it, and writes what was seen as JSON.
local file, out = vim.env.PGSSL_FILE, vim.env.PGSSL_OUT

local function await(condition)
  assert(vim.wait(250000, condition, 20), "nothing came")
end

local function line_of(start)
  for number, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if vim.startswith(vim.trim(text), start) then return number, text end
  end
  error("no line starts with " .. start)
end

local function work()
  local seen = {}
  dofile(vim.env.PGSSL_CONFIGURATION)
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  seen.filetype = vim.bo.filetype

  await(function() return #vim.diagnostic.get(buffer) > 0 end)
  seen.diagnostics = vim.tbl_map(function(one) return { one.lnum, one.col, one.code } end, vim.diagnostic.get(buffer))

  local line, text = line_of("- hostssl all")
  vim.api.nvim_win_set_cursor(0, { line, #text - 1 })
  vim.lsp.buf.hover()
  local float
  await(function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then float = window end
    end
    return float ~= nil
  end)
  seen.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), "\n")
  vim.api.nvim_win_close(float, true)

  local place = { textDocument = { uri = vim.uri_from_fname(file) }, position = { line = line - 1, character = #text } }
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/completion", place, 250000)
  local _, answer = next(answers)
  seen.completion = vim.tbl_map(function(item) return item.word end, vim.lsp.util.text_document_completion_list_to_complete_items(answer.result, ""))

  vim.ui.select = function(items, _, choose) choose(items[1]) end
  vim.api.nvim_win_set_cursor(0, { line_of("pg_hba:"), 4 })
  vim.lsp.buf.code_action()
  await(function() return vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1] ~= "  storage:" end)
  seen.fixed = vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]
  await(function() return #vim.diagnostic.get(buffer) == 0 end)

  vim.cmd("edit " .. vim.fn.fnameescape(vim.fn.fnamemodify(file, ":h") .. "/pg_hba.conf"))
  seen.plainFiletype = vim.bo.filetype
  await(function() return #vim.diagnostic.get(0) > 0 end)
  seen.clients = #vim.lsp.get_active_clients()

  vim.lsp.stop_client(vim.lsp.get_active_clients())
  await(function() return #vim.lsp.get_active_clients() == 0 end)
  return seen
end

local ok, seen = pcall(work)
vim.fn.writefile({ vim.fn.json_encode(ok and seen or { error = tostring(seen) }) }, out)
vim.cmd("qall!")
